// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.model.load.MeshLoader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// What a proposed tree may hold: regular files with plain names, not too large, not too many. What
/// the main branch has already is not held against a change.
final class TreeRules {

  private static final int MOST_PROBLEMS = 5;
  private static final int LONGEST_PATH = 1000;
  private static final int DEEPEST = 32;

  private final Repository repository;
  private final List<String> problems = new ArrayList<>();

  TreeRules(Repository repository) {
    this.repository = repository;
  }

  /// What is wrong with a commit beside another, in sentences, at most five; empty when it is fine.
  List<String> check(AnyObjectId main, AnyObjectId head) {
    return MeshRepository.call(() -> {
      try (ObjectReader reader = repository.newObjectReader();
          RevWalk commits = new RevWalk(reader);
          TreeWalk walk = new TreeWalk(repository, reader)) {
        walk.addTree(commits.parseTree(main));
        walk.addTree(commits.parseTree(head));
        look(walk, reader);
        return List.copyOf(problems);
      }
    });
  }

  private void look(TreeWalk walk, ObjectReader reader) throws IOException {
    Map<String, String> lowered = new HashMap<>();
    Set<String> fresh = new LinkedHashSet<>();
    int files = 0;
    long bytes = 0;
    while (walk.next() && problems.size() < MOST_PROBLEMS) {
      int mode = walk.getRawMode(1);
      if (mode == 0) {
        continue;
      }
      String path = walk.getPathString();
      boolean isSame = mode == walk.getRawMode(0) && walk.idEqual(0, 1);
      if (mode == FileMode.TYPE_TREE) {
        if (walk.getDepth() >= DEEPEST) {
          problems.add(shown(path) + " is too deep a folder");
        } else {
          checkName(walk.getNameString(), path);
          walk.enterSubtree();
        }
        continue;
      }
      if (++files > MeshLoader.MAX_FILES) {
        problems.add("there are more than " + MeshLoader.MAX_FILES + " files");
        return;
      }
      lowered.merge(path.toLowerCase(Locale.ROOT), path, (a, b) -> a + "` and `" + b);
      if (!isSame) {
        fresh.add(path.toLowerCase(Locale.ROOT));
        bytes += checkFile(walk, reader, mode, path);
      }
    }
    if (bytes > MeshLoader.MAX_TOTAL_BYTES) {
      problems.add("the files have more than 256 MiB");
    }
    for (String path : fresh) {
      String twins = lowered.getOrDefault(path, path);
      if (twins.contains("` and `") && problems.size() < MOST_PROBLEMS) {
        problems.add("`" + shown(twins) + "` differ only in upper and lower case");
      }
    }
  }

  private long checkFile(TreeWalk walk, ObjectReader reader, int mode, String path)
      throws IOException {
    checkName(walk.getNameString(), path);
    if (path.length() > LONGEST_PATH) {
      problems.add(shown(path) + " is too long a path");
    }
    if (mode == FileMode.TYPE_SYMLINK) {
      problems.add(shown(path) + " is a symbolic link; put the file itself there");
      return 0;
    }
    if (mode == FileMode.TYPE_GITLINK) {
      problems.add(shown(path) + " is a submodule; a mesh has all its files itself");
      return 0;
    }
    if ((mode & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
      problems.add(shown(path) + " is neither a file nor a folder");
      return 0;
    }
    long size = reader.getObjectSize(walk.getObjectId(1), Constants.OBJ_BLOB);
    if (size > MeshLoader.MAX_FILE_BYTES) {
      problems.add("%s has %,d bytes, and a file may have 1 MiB".formatted(shown(path), size));
    }
    return size;
  }

  private void checkName(String name, String path) {
    boolean isBad =
        name.equals("..")
            || name.equals(".")
            || name.isEmpty()
            || name.indexOf('/') >= 0
            || name.indexOf('\\') >= 0
            || name.codePoints().anyMatch(Texts::isInvisible);
    if (isBad) {
      problems.add(shown(path) + " has parts or characters that are not allowed");
    }
  }

  private static String shown(String path) {
    return Texts.line(path, 200);
  }
}
