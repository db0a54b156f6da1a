// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
import org.jspecify.annotations.Nullable;

/// The files of one commit, read without a checkout. Symbolic links are listed as such and never
/// followed, submodules as something special; hidden files and folders are left out, as they are of
/// a folder on disk.
///
/// The listing is made once; contents are read when asked for. Whoever lists one commit after
/// another hands the listing before to the next one, which then looks only into folders that are
/// others. An instance may be used by several threads, as long as its repository is open.
public final class GitTree implements SourceTree {

  /// One more than the loader reads, so that a larger file is seen as such.
  private static final int MOST_BYTES = MeshLoader.MAX_FILE_BYTES + 1;

  private static final int DEEPEST_FOLDER = 32;

  /// A few objects can make a tree of any number of folders, all of them empty.
  private static final int MOST_FOLDERS = MeshLoader.MAX_FILES;

  private final Repository repository;
  private final List<SourceFile> files = new ArrayList<>();
  private final Map<String, Folder> folders = new HashMap<>();
  private @Nullable Map<String, String> blobs;

  /// A folder whose files stand together in the listing.
  ///
  /// @param id of its tree
  /// @param from where its files begin
  /// @param to where they end
  /// @param count how many folders it is, itself included
  private record Folder(ObjectId id, int from, int to, int count) {}

  /// A folder whose files are being listed.
  ///
  /// @param count how many folders came before it
  private record Open(String path, ObjectId id, int from, int count, int depth) {}

  private GitTree(Repository repository) {
    this.repository = repository;
  }

  /// The files of a commit.
  ///
  /// @throws IOException when the commit, or any folder in it, cannot be read: what is missing from
  ///   a damaged repository is never taken for something that was removed
  public static GitTree of(Repository repository, AnyObjectId commit) throws IOException {
    return of(repository, commit, null);
  }

  /// The files of a commit.
  ///
  /// @param before the listing of another commit of the same repository
  /// @throws IOException when the commit, or any folder in it that `before` does not have, cannot
  ///   be read
  public static GitTree of(Repository repository, AnyObjectId commit, @Nullable GitTree before)
      throws IOException {
    GitTree tree = new GitTree(repository);
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk commits = new RevWalk(reader);
        TreeWalk walk = new TreeWalk(repository, reader)) {
      walk.addTree(commits.parseCommit(commit).getTree());
      tree.list(walk, reader, before);
    }
    return tree;
  }

  private void list(TreeWalk walk, ObjectReader reader, @Nullable GitTree before)
      throws IOException {
    Deque<Open> open = new ArrayDeque<>();
    int count = 0;
    while (walk.next() && files.size() <= MeshLoader.MAX_FILES) {
      close(open, walk.getDepth(), count);
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
      } else if (FileMode.TREE.equals(mode) && walk.getDepth() < DEEPEST_FOLDER) {
        ObjectId id = walk.getObjectId(0);
        Folder known = before == null ? null : before.folders.get(path);
        boolean isKnown = known != null && known.id().equals(id);
        int more = known != null && isKnown ? known.count() : 1;
        if (count + more > MOST_FOLDERS) {
          refuse(path);
        } else if (before != null && known != null && isKnown) {
          take(path, known, before);
        } else {
          open.push(new Open(path, id, files.size(), count, walk.getDepth()));
          walk.enterSubtree();
        }
        count += more;
      } else if (FileMode.SYMLINK.equals(mode)) {
        add(path, 0, SourceFile.Kind.SYMLINK);
      } else if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
        ObjectId id = walk.getObjectId(0);
        long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
        files.add(new SourceFile(path, size, SourceFile.Kind.REGULAR, id.name()));
      } else {
        add(path, 0, SourceFile.Kind.OTHER);
      }
    }
    close(open, 0, count);
    if (files.size() > MeshLoader.MAX_FILES) {
      // Whatever was listed last may have been cut off.
      folders.clear();
    }
  }

  /// Notes the folders that have come to their end: what follows is no deeper than they are.
  private void close(Deque<Open> open, int depth, int count) {
    while (!open.isEmpty() && open.element().depth() >= depth) {
      Open folder = open.pop();
      folders.putIfAbsent(
          folder.path(),
          new Folder(folder.id(), folder.from(), files.size(), count - folder.count()));
    }
  }

  private void take(String path, Folder known, GitTree before) {
    int from = files.size();
    files.addAll(before.files.subList(known.from(), known.to()));
    folders.putIfAbsent(path, new Folder(known.id(), from, files.size(), known.count()));
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
    String id = blobs().get(path);
    if (id == null) {
      throw new IOException("the commit has no file " + path);
    }
    try (InputStream in =
        repository.open(ObjectId.fromString(id), Constants.OBJ_BLOB).openStream()) {
      return in.readNBytes(MOST_BYTES);
    }
  }

  /// Ids of contents by path; made when the first one is read, since most listings are only held
  /// against the one before.
  private synchronized Map<String, String> blobs() {
    Map<String, String> known = blobs;
    if (known == null) {
      known = HashMap.newHashMap(files.size());
      for (SourceFile file : files) {
        String id = file.id();
        if (id != null) {
          known.putIfAbsent(file.path(), id);
        }
      }
      blobs = known;
    }
    return known;
  }
}
