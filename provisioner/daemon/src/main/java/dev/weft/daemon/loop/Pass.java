// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.daemon.loop.PassReport.ClusterSight;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.Suspensions;
import dev.weft.provisioner.plan.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One comparison of the servers with a goal, and what may be done about the differences.
final class Pass {

  private final Engine engine;
  private final RunListener listener;

  Pass(Engine engine, RunListener listener) {
    this.engine = engine;
    this.listener = listener;
  }

  /// What came of it.
  ///
  /// @param isWorthRetrying whether something failed that may work when it is simply tried again
  /// @param nextEnd when the next pause ends by itself; absent when none does
  record Done(
      Result result,
      String message,
      boolean isWorthRetrying,
      RunReport.Counts counts,
      List<ClusterSight> clusters,
      PassDetail detail,
      @Nullable Instant nextEnd) {

    /// Nothing could be concluded.
    static Done failed(String message, boolean isWorthRetrying) {
      return new Done(
          Result.FAILED,
          message,
          isWorthRetrying,
          PassReport.NONE,
          List.of(),
          PassDetail.NONE,
          null);
    }

    /// The same with a problem that has nothing to do with the servers; none if that is empty.
    Done but(String problem) {
      if (problem.isEmpty()) {
        return this;
      }
      String all = message.isEmpty() ? problem : problem + " " + message;
      Result worse = result == Result.FAILED ? result : Result.PARTIAL;
      return new Done(worse, all, isWorthRetrying, counts, clusters, detail, nextEnd);
    }
  }

  /// @param whole the differences, also those that somebody has paused
  Done run(Work work, Prepared whole) {
    var suspensions = new Suspensions(engine.pauses(work.goal().mesh()), whole.world().now());
    Prepared prepared = whole.with(suspensions);
    RunReport report = engine.apply(work.goal(), prepared, listener);
    engine.publish(work, prepared, report);
    RunReport.Counts counts = report.counts();
    boolean isUnknown = !report.errors().isEmpty();
    boolean isIncomplete =
        isUnknown || report.isInterrupted() || counts.failed() + counts.unknown() > 0;
    Result result = Result.SYNCED;
    if (isIncomplete) {
      result = Result.PARTIAL;
    } else if (counts.refused() + counts.skipped() > 0) {
      result = Result.WAITING;
    }
    boolean isWorthRetrying =
        isUnknown
            || report.isInterrupted()
            || report.results().stream().anyMatch(one -> mayWorkLater(one.outcome()));
    return new Done(
        result,
        message(report),
        isWorthRetrying,
        counts,
        clusters(prepared.world()),
        PassDetail.of(work, prepared, report),
        suspensions.nextEnd().orElse(null));
  }

  private static boolean mayWorkLater(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed failed -> failed.kind() == Outcome.Kind.TRANSIENT;
      case Outcome.Unknown _ -> true;
      case Outcome.Applied _, Outcome.Unchanged _, Outcome.Refused _, Outcome.Skipped _ -> false;
    };
  }

  /// What stands in the way: servers first, then the first failure or refusal, with the number of
  /// further ones.
  private static String message(RunReport report) {
    var sentences = new ArrayList<>(report.errors());
    List<ControlPlaneLog.Result> stuck =
        report.results().stream().filter(one -> !one.outcome().isSuccess()).toList();
    stuck.stream()
        .filter(one -> !(one.outcome() instanceof Outcome.Skipped))
        .findFirst()
        .ifPresent(first -> {
          String more =
              stuck.size() == 1 ? "" : " (and %d more changes)".formatted(stuck.size() - 1);
          sentences.add(
              "`%s`: %s%s"
                  .formatted(first.change().id(), PassDetail.message(first.outcome()), more));
        });
    return String.join(" ", sentences);
  }

  private static List<ClusterSight> clusters(World world) {
    var sights = new ArrayList<ClusterSight>();
    world
        .clusters()
        .forEach((name, seen) -> sights.add(new ClusterSight(name, true, "", seen.readAt())));
    world
        .unreachable()
        .forEach(
            (name, problem) -> sights.add(new ClusterSight(name, false, problem, world.now())));
    sights.sort(java.util.Comparator.comparing(ClusterSight::name));
    return sights;
  }
}
