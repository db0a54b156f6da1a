// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.git.Commit;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a pass.
///
/// @param trigger why it was made
/// @param reach how much of the servers it meant to read
/// @param commit the commit that was made real; absent when there is none that could be
/// @param startedAt when it began
/// @param took how long it took
/// @param result how it ended
/// @param message what stands in the way, in sentences; empty when nothing does
/// @param counts outcomes of changes by kind
/// @param clusters each cluster that was to be read, sorted; empty when none was tried
/// @param detail what it saw and did, closer
public record PassReport(
    Trigger trigger,
    Reach reach,
    @Nullable Commit commit,
    Instant startedAt,
    Duration took,
    Result result,
    String message,
    RunReport.Counts counts,
    List<ClusterSight> clusters,
    PassDetail detail) {

  /// Nothing was tried.
  static final RunReport.Counts NONE = new RunReport.Counts(0, 0, 0, 0, 0, 0);

  public PassReport {
    clusters = List.copyOf(clusters);
  }

  /// Whether the commit is real, as far as that may be without somebody's approval.
  public boolean isSettled() {
    return result == Result.SYNCED || result == Result.WAITING;
  }

  /// Whether everything was compared with the servers.
  public boolean isFull() {
    return reach == Reach.EVERYTHING && isSettled();
  }

  /// Whether a cluster could be read.
  ///
  /// @param problem why not; empty when it could
  public record ClusterSight(String name, boolean isReachable, String problem, Instant checkedAt) {}
}
