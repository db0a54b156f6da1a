// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// Questions about commits. What a caller was given by a user goes through [#find], which knows ids
/// and nothing else: no expressions such as `main~3`.
public final class Commits {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");

  private Commits() {}

  /// The commit that a branch is at now; empty when there is no such branch.
  ///
  /// @param branch short name, such as `main`
  public static Optional<ObjectId> branch(Repository repository, String branch) throws IOException {
    Ref ref = repository.exactRef(Constants.R_HEADS + branch);
    return Optional.ofNullable(ref).map(Ref::getObjectId);
  }

  /// The commit of a full id; empty when the text is no id, or names no commit of the repository.
  public static Optional<ObjectId> find(Repository repository, String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return Optional.of(walk.parseCommit(ObjectId.fromString(id)).copy());
    } catch (MissingObjectException | IncorrectObjectTypeException _) {
      return Optional.empty();
    }
  }

  /// What is said of a commit.
  public static Commit describe(Repository repository, AnyObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return describe(walk.parseCommit(id));
    }
  }

  static Commit describe(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    return new Commit(
        commit.getName(),
        author.getName(),
        author.getEmailAddress(),
        commit.getCommitterIdent().getWhenAsInstant(),
        commit.getShortMessage());
  }

  /// Whether everything of the first commit is part of the second one's history.
  public static boolean isAncestor(Repository repository, AnyObjectId first, AnyObjectId second)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedInto(walk.parseCommit(first), walk.parseCommit(second));
    }
  }

  /// The paths at which two commits differ, sorted.
  ///
  /// @param base null for nothing at all: then every path of the other one is added
  public static List<PathChange> difference(
      Repository repository, @Nullable AnyObjectId base, AnyObjectId head) throws IOException {
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      if (base == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(commits.parseCommit(base).getTree());
      }
      walk.addTree(commits.parseCommit(head).getTree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      List<PathChange> changes = new ArrayList<>();
      while (walk.next()) {
        changes.add(new PathChange(walk.getPathString(), kind(walk)));
      }
      return List.copyOf(changes);
    }
  }

  private static PathChange.Kind kind(TreeWalk walk) {
    if (walk.getRawMode(0) == 0) {
      return PathChange.Kind.ADDED;
    }
    return walk.getRawMode(1) == 0 ? PathChange.Kind.REMOVED : PathChange.Kind.MODIFIED;
  }
}
