// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The files of one commit, read without a checkout. Symbolic links are listed as such and never
/// followed, submodules as something special; hidden files and folders are left out, as they are of
/// a folder on disk.
///
/// The listing is made once; contents are read when asked for. An instance may be used by several
/// threads, as long as its repository is open.
public final class GitTree implements SourceTree {

  /// One more than the loader reads, so that a larger file is seen as such.
  private static final int MOST_BYTES = MeshLoader.MAX_FILE_BYTES + 1;

  private static final int DEEPEST_FOLDER = 32;

  /// A few objects can make a tree of any number of folders, all of them empty.
  private static final int MOST_FOLDERS = MeshLoader.MAX_FILES;

  private final Repository repository;
  private final List<SourceFile> files = new ArrayList<>();
  private final Map<String, ObjectId> blobs = new HashMap<>();

  private GitTree(Repository repository) {
    this.repository = repository;
  }

  /// The files of a commit.
  ///
  /// @throws IOException when the commit, or any folder in it, cannot be read: what is missing from
  ///   a damaged repository is never taken for something that was removed
  public static GitTree of(Repository repository, AnyObjectId commit) throws IOException {
    GitTree tree = new GitTree(repository);
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk commits = new RevWalk(reader);
        TreeWalk walk = new TreeWalk(repository, reader)) {
      walk.addTree(commits.parseCommit(commit).getTree());
      tree.list(walk, reader);
    }
    return tree;
  }

  private void list(TreeWalk walk, ObjectReader reader) throws IOException {
    int folders = 0;
    while (walk.next() && files.size() <= MeshLoader.MAX_FILES) {
      // Of this entry alone: a hidden folder is not entered, so nothing below it comes by.
      String name = walk.getNameString();
      if (name.startsWith(".") && !name.equals(".") && !name.equals("..")) {
        continue;
      }
      FileMode mode = walk.getFileMode();
      String path = walk.getPathString();
      if (name.indexOf('/') >= 0) {
        // No folder: an entry that was forged to look as if it stood in one.
        add(path, 0, SourceFile.Kind.OTHER);
      } else if (FileMode.TREE.equals(mode) && folders == MOST_FOLDERS) {
        refuse(path);
      } else if (FileMode.TREE.equals(mode) && walk.getDepth() < DEEPEST_FOLDER) {
        folders++;
        walk.enterSubtree();
      } else if (FileMode.SYMLINK.equals(mode)) {
        add(path, 0, SourceFile.Kind.SYMLINK);
      } else if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
        ObjectId id = walk.getObjectId(0);
        long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
        files.add(new SourceFile(path, size, SourceFile.Kind.REGULAR, id.name()));
        blobs.putIfAbsent(path, id);
      } else {
        add(path, 0, SourceFile.Kind.OTHER);
      }
    }
  }

  /// Makes the loader refuse the commit as a whole: a listing that ends early must not look
  /// complete.
  private void refuse(String path) {
    while (files.size() <= MeshLoader.MAX_FILES) {
      add(path, 0, SourceFile.Kind.OTHER);
    }
  }

  private void add(String path, long size, SourceFile.Kind kind) {
    files.add(new SourceFile(path, size, kind));
  }

  @Override
  public List<SourceFile> files() {
    return List.copyOf(files);
  }

  @Override
  public byte[] read(String path) throws IOException {
    ObjectId id = blobs.get(path);
    if (id == null) {
      throw new IOException("the commit has no file " + path);
    }
    try (InputStream in = repository.open(id, Constants.OBJ_BLOB).openStream()) {
      return in.readNBytes(MOST_BYTES);
    }
  }
}
