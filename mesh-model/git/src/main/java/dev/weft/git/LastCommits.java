// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// For each path, and each folder, of a commit's history: the latest commit that changed it. A
/// merge counts only for paths that it made different from all its parents.
///
/// Immutable. The first look walks the whole history; [#advance] walks what came since.
public final class LastCommits {

  private final ObjectId head;
  private final Map<String, Commit> commits;

  private LastCommits(ObjectId head, Map<String, Commit> commits) {
    this.head = head;
    this.commits = commits;
  }

  /// The latest changes of everything in the history of a commit.
  public static LastCommits of(Repository repository, AnyObjectId head) throws IOException {
    Map<String, Commit> found = new HashMap<>();
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      collect(walk, reader, head, null, found);
    }
    return new LastCommits(head.copy(), found);
  }

  /// The same for a later commit. When it does not follow on this one (somebody rewrote the
  /// branch), the whole history is walked again.
  public LastCommits advance(Repository repository, AnyObjectId next) throws IOException {
    if (next.equals(head)) {
      return this;
    }
    if (!Commits.isAncestor(repository, head, next)) {
      return of(repository, next);
    }
    Map<String, Commit> found = new HashMap<>();
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      collect(walk, reader, next, head, found);
    }
    Map<String, Commit> all = new HashMap<>(commits);
    all.putAll(found);
    return new LastCommits(next.copy(), all);
  }

  /// The latest commit that changed a file, or anything in a folder; the empty path is the root.
  public Optional<Commit> of(String path) {
    return Optional.ofNullable(commits.get(path));
  }

  /// The commit whose history this is.
  public ObjectId head() {
    return head;
  }

  private static void collect(
      RevWalk walk,
      ObjectReader reader,
      AnyObjectId from,
      @org.jspecify.annotations.Nullable AnyObjectId until,
      Map<String, Commit> found)
      throws IOException {
    walk.sort(RevSort.TOPO);
    walk.sort(RevSort.COMMIT_TIME_DESC, true);
    walk.markStart(walk.parseCommit(from));
    if (until != null) {
      walk.markUninteresting(walk.parseCommit(until));
    }
    for (RevCommit commit : walk) {
      Commit described = Commits.describe(commit);
      changed(
          walk,
          reader,
          commit,
          path -> {
            String at = path;
            while (found.putIfAbsent(at, described) == null && !at.isEmpty()) {
              at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
            }
          });
    }
  }

  private static void changed(
      RevWalk commits,
      ObjectReader reader,
      RevCommit commit,
      java.util.function.Consumer<String> to)
      throws IOException {
    try (TreeWalk trees = new TreeWalk(null, reader)) {
      int parents = commit.getParentCount();
      for (int i = 0; i < parents; i++) {
        RevCommit parent = commit.getParent(i);
        commits.parseHeaders(parent);
        trees.addTree(parent.getTree());
      }
      if (parents == 0) {
        trees.addTree(new EmptyTreeIterator());
      }
      int own = trees.addTree(commit.getTree());
      trees.setRecursive(true);
      trees.setFilter(TreeFilter.ANY_DIFF);
      while (trees.next()) {
        boolean differsFromAll = true;
        for (int i = 0; i < own; i++) {
          differsFromAll &=
              !(trees.idEqual(i, own) && trees.getRawMode(i) == trees.getRawMode(own));
        }
        if (differsFromAll) {
          to.accept(trees.getPathString());
        }
      }
    }
  }
}
