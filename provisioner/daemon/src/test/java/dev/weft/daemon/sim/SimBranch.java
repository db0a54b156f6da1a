// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.daemon.source.Branch;
import dev.weft.daemon.source.Revision;
import dev.weft.git.Commit;
import dev.weft.git.LastCommits;
import dev.weft.governance.Governance;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// The branch in Git, as a process sees it.
final class SimBranch implements Branch {

  /// The same files are read many times by many simulations.
  private static final Map<String, Loaded> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 4000;

  private final Map<ObjectId, MemoryTree> commits = new LinkedHashMap<>();
  private final Map<ObjectId, ObjectId> parents = new HashMap<>();
  private final Clock clock;
  private @Nullable ObjectId head;
  private String failure = "";

  SimBranch(Clock clock) {
    this.clock = clock;
  }

  private record Loaded(LoadedMesh mesh, Governance governance) {

    static Loaded of(MemoryTree tree) {
      if (KNOWN.size() > MOST_KNOWN) {
        KNOWN.clear();
      }
      var text = new TreeMap<String, String>();
      tree.files().forEach(file -> text.put(file.path(), tree.text(file.path())));
      return KNOWN.computeIfAbsent(
          text.toString(),
          _ -> {
            LoadedMesh mesh = MeshLoader.load(tree);
            return new Loaded(mesh, Governance.of(mesh));
          });
    }
  }

  /// The branch moves to a new commit.
  ObjectId push(MemoryTree tree) {
    ObjectId id = ObjectId.fromString("%040x".formatted(commits.size() + 1));
    commits.put(id, tree.copy());
    if (head != null) {
      parents.put(id, head);
    }
    head = id;
    return id;
  }

  /// The branch is set back to an earlier commit.
  void rewind(ObjectId commit) {
    head = commit;
  }

  /// Git cannot be read, for a reason; it can when that is empty.
  void failing(String reason) {
    failure = reason;
  }

  @Override
  public Optional<ObjectId> head() throws IOException {
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
    return Optional.ofNullable(head);
  }

  @Override
  public boolean follows(String earlier, ObjectId commit) {
    ObjectId at = commit;
    while (at != null && !at.name().equals(earlier)) {
      at = parents.get(at);
    }
    return at != null;
  }

  @Override
  public Revision read(ObjectId commit) throws IOException {
    MemoryTree tree = commits.get(commit);
    if (tree == null) {
      throw new IOException("no such commit");
    }
    Loaded loaded = Loaded.of(tree);
    var described = new Commit(commit.name(), "Olivia", "o@example.org", clock.instant(), "Change");
    return new Revision(commit, described, loaded.mesh(), loaded.governance());
  }

  @Override
  public LastCommits history(ObjectId commit) {
    throw new UnsupportedOperationException("the loop asks for no history");
  }

  @Override
  public String describe() {
    return "branch `main`";
  }
}
