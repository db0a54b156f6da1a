// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import dev.weft.daemon.loop.PassListener;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Trigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The loop in numbers: `weft_reconcile_total`, `weft_reconcile_seconds`,
/// `weft_time_to_converge_seconds` (from seeing a commit until all of it was made so),
/// `weft_last_full_pass_timestamp_seconds`, `weft_changes_total`, `weft_leader`,
/// `weft_panics_total`; where signatures are asked for, `weft_source_verified` and
/// `weft_source_refusals_total`. No product is a label, since there may be any number of them.
public final class PassMetrics implements PassListener {

  private final MeterRegistry registry;
  private final AtomicLong lastFullPass = new AtomicLong();
  private final AtomicInteger leader = new AtomicInteger();
  private final AtomicInteger verified = new AtomicInteger();
  private final Timer convergence;
  private final Counter panics;
  private @Nullable Instant convergingSince;

  /// @param registry where the numbers are kept
  public PassMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.convergence = Timer.builder("weft.time.to.converge").register(registry);
    this.panics = Counter.builder("weft.panics").register(registry);
    Gauge.builder("weft.last.full.pass.timestamp", lastFullPass, AtomicLong::get)
        .baseUnit("seconds")
        .description("When everything was last compared with the servers; 0 before that.")
        .register(registry);
    Gauge.builder("weft.leader", leader, AtomicInteger::get).register(registry);
  }

  @Override
  public void finished(PassReport report, boolean hasMore) {
    leader.set(report.commit() == null ? 0 : 1);
    Counter.builder("weft.reconcile.total")
        .tag("trigger", report.trigger().word())
        .tag("result", report.result().word())
        .register(registry)
        .increment();
    Timer.builder("weft.reconcile").register(registry).record(report.took());
    changes("applied", report.counts().applied());
    changes("refused", report.counts().refused());
    changes("failed", report.counts().failed());
    changes("unknown", report.counts().unknown());
    if (report.isFull()) {
      lastFullPass.set(report.startedAt().plus(report.took()).getEpochSecond());
    }
    converge(report);
  }

  private void changes(String outcome, int number) {
    Counter.builder("weft.changes").tag("outcome", outcome).register(registry).increment(number);
  }

  @Override
  public void swept(Duration took) {
    Timer.builder("weft.sweep")
        .description("How long everything was read for, beside the loop.")
        .register(registry)
        .record(took);
  }

  /// A commit that needs several passes counts once, from the first one's beginning.
  private void converge(PassReport report) {
    if (report.trigger() == Trigger.COMMIT) {
      convergingSince = report.startedAt();
    }
    Instant since = convergingSince;
    if (since != null && report.isSettled()) {
      convergence.record(Duration.between(since, report.startedAt().plus(report.took())));
      convergingSince = null;
    }
  }

  @Override
  public void broke(RuntimeException error) {
    panics.increment();
  }

  @Override
  public void waiting(boolean isStandby, String problem) {
    leader.set(0);
  }

  @Override
  public void judged(String commit, String refusal) {
    Gauge.builder("weft.source.verified", verified, AtomicInteger::get)
        .description("Whether the commit that the branch is at is signed as it has to be.")
        .register(registry);
    Counter refusals =
        Counter.builder("weft.source.refusals")
            .description("Commits that were refused for their signature.")
            .register(registry);
    verified.set(refusal.isEmpty() ? 1 : 0);
    refusals.increment(refusal.isEmpty() ? 0 : 1);
  }
}
