// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.PolicyEffect;
import dev.weft.governance.PolicySimulation;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.provisioner.report.SimulationView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What policies would have found in the commits of a mesh repository, each against the one before.
/// Reads of each commit only what it changed.
final class PastCommits {

  private final Path directory;
  private final PolicySimulation simulation;

  PastCommits(Path directory, PolicySimulation simulation) {
    this.directory = directory;
    this.simulation = simulation;
  }

  /// The commits in which something would have been found, or no longer, the newest first.
  ///
  /// @param count how many are looked at, along the first parents
  List<SimulationView.Past> look(int count) {
    List<String> log = log(count + 1);
    var memory = new LoadMemory();
    List<SimulationView.Past> past = new ArrayList<>();
    @Nullable LoadedMesh earlier = null;
    for (String line : log) {
      String[] parts = line.split("\t", 3);
      LoadedMesh mesh = load(parts[0], memory);
      if (earlier != null) {
        Instant when = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        PolicyEffect effect = simulation.in(earlier, mesh, when);
        if (!effect.isEmpty()) {
          past.add(new SimulationView.Past(parts[0], when, parts[2], effect));
        }
      }
      earlier = mesh;
    }
    Collections.reverse(past);
    return past;
  }

  private LoadedMesh load(String commit, LoadMemory memory) {
    try (GitTree tree = GitTree.of(directory, commit)) {
      return MeshLoader.load(tree, memory);
    }
  }

  /// The oldest first: id, seconds, first line.
  private List<String> log(int count) {
    String log =
        Revision.git(
                directory,
                "log",
                "--first-parent",
                "--reverse",
                "--format=%H%x09%ct%x09%s",
                "--max-count=" + count,
                "HEAD",
                "--",
                ".")
            .orElseThrow(() ->
                new CliException(
                    "Git does not tell the commits of " + directory + ".",
                    "Try `git log` there, or leave out --commits."));
    return log.isEmpty() ? List.of() : log.lines().toList();
  }
}
