// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.source;

import dev.weft.git.BareRepository;
import dev.weft.git.Commits;
import dev.weft.git.GitTree;
import dev.weft.git.LastCommits;
import dev.weft.git.PathChange;
import dev.weft.governance.CheckMemory;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/// The mesh repository on this machine. It is opened when it is first needed, and so may come after
/// the daemon. May be used by several threads.
public final class MeshRepository implements Branch, AutoCloseable {

  private final LoadMemory memory = new LoadMemory();
  private final CheckMemory checks = new CheckMemory();
  private final Path folder;
  private final String branch;
  private final Supplier<String> problem;
  private final Gate gate;
  private @Nullable Repository open;
  private @Nullable LastCommits history;
  private volatile @Nullable GitTree listed;

  /// @param folder of the bare repository
  /// @param branch short name
  /// @param problem why it may be behind its origin; empty when it is not
  /// @param gate which commits of the branch may be followed
  public MeshRepository(Path folder, String branch, Supplier<String> problem, Gate gate) {
    this.folder = folder;
    this.branch = branch;
    this.problem = problem;
    this.gate = gate;
  }

  @Override
  public Optional<ObjectId> head() throws IOException {
    return Commits.branch(git(), branch);
  }

  @Override
  public Optional<String> refusal(ObjectId commit) throws IOException {
    return gate.refusal(git(), commit);
  }

  @Override
  public boolean isGuarded() {
    return gate != Gate.OPEN;
  }

  @Override
  public Revision read(ObjectId commit) throws IOException {
    GitTree tree = GitTree.of(git(), commit, listed);
    listed = tree;
    return Revision.of(
        commit, Commits.describe(git(), commit), MeshLoader.load(tree, memory), checks);
  }

  @Override
  public synchronized LastCommits history(ObjectId commit) throws IOException {
    LastCommits known = history;
    LastCommits found =
        known == null ? LastCommits.of(git(), commit) : known.advance(git(), commit);
    history = found;
    return found;
  }

  @Override
  public boolean follows(String earlier, ObjectId commit) throws IOException {
    Optional<ObjectId> before = Commits.find(git(), earlier);
    return before.isPresent() && Commits.isAncestor(git(), before.get(), commit);
  }

  @Override
  public String problem() {
    return problem.get();
  }

  @Override
  public String describe() {
    return "branch `" + branch + "` of " + folder;
  }

  /// The name of the branch that is followed.
  public String branch() {
    return branch;
  }

  /// The commit of a full id, or of the name of the branch that is followed; empty when there is
  /// none such.
  public Optional<ObjectId> find(String name) throws IOException {
    return name.equals(branch) ? head() : Commits.find(git(), name);
  }

  /// The files of a commit.
  public SourceTree tree(ObjectId commit) throws IOException {
    return GitTree.of(git(), commit);
  }

  /// What a commit changes: its differences from the point at which its history left another's.
  public List<PathChange> changesSince(ObjectId base, ObjectId commit) throws IOException {
    return Commits.difference(git(), fork(base, commit).orElse(null), commit);
  }

  /// The newest commit of both histories; empty when they have none in common.
  public Optional<ObjectId> fork(ObjectId one, ObjectId other) throws IOException {
    try (RevWalk walk = new RevWalk(git())) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(one));
      walk.markStart(walk.parseCommit(other));
      RevCommit fork = walk.next();
      return Optional.ofNullable(fork).map(RevCommit::copy);
    }
  }

  private synchronized Repository git() throws IOException {
    Repository found = open;
    if (found == null) {
      try {
        found = BareRepository.open(folder);
      } catch (RepositoryNotFoundException e) {
        throw new IOException(
            "There is no bare Git repository at %s. Check `weft.repository`.".formatted(folder), e);
      }
      open = found;
    }
    return found;
  }

  @Override
  public synchronized void close() {
    Repository found = open;
    if (found != null) {
      found.close();
      open = null;
    }
  }
}
