// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import dev.weft.daemon.loop.PassListener;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Result;
import dev.weft.daemon.loop.Trigger;
import dev.weft.git.Commit;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.ProductStatus.Condition;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How the daemon is doing, for whoever asks; one immutable value at a time.
public final class Board implements PassListener {

  private final AtomicReference<StatusView> view;
  private final UnaryOperator<String> mask;
  private final Clock clock;
  private volatile boolean isReady;

  /// @param mask takes secrets out of a text
  public Board(String environment, Clock clock, @Nullable String url, UnaryOperator<String> mask) {
    this.mask = mask;
    this.clock = clock;
    Instant startedAt = clock.instant();
    this.view =
        new AtomicReference<>(
            new StatusView(
                new DaemonStatus(
                    environment,
                    null,
                    null,
                    startedAt,
                    null,
                    null,
                    null,
                    "Starting.",
                    false,
                    url,
                    null),
                new StatusView.Queue(null, false),
                List.of()));
  }

  /// The state now.
  public StatusView view() {
    return view.get();
  }

  /// Whether it does what it is there for: it has read the log and finished a pass, or stands by
  /// for another daemon that does.
  public boolean isReady() {
    return isReady;
  }

  @Override
  public void started(Trigger trigger) {
    view.updateAndGet(now ->
        new StatusView(
            now.status(),
            new StatusView.Queue(trigger.word(), now.queue().retrying()),
            now.clusters()));
  }

  @Override
  public void finished(PassReport report, boolean hasMore) {
    isReady |= report.result() != Result.FAILED;
    Instant at = report.startedAt().plus(report.took());
    Commit commit = report.commit();
    view.updateAndGet(now -> {
      DaemonStatus before = now.status();
      var status =
          new DaemonStatus(
              before.environment(),
              commit == null ? before.revision() : commit.id(),
              commit == null ? before.commitTime() : commit.time(),
              before.startedAt(),
              at,
              report.result().word(),
              report.isFull() ? at : before.lastFullPassAt(),
              mask.apply(report.message()),
              commit != null,
              before.url(),
              before.source());
      return new StatusView(
          status,
          new StatusView.Queue(null, hasMore),
          report.clusters().isEmpty() ? now.clusters() : report.clusters());
    });
  }

  @Override
  public void judged(String commit, String refusal) {
    boolean isGood = refusal.isEmpty();
    String message =
        isGood
            ? "Commit " + commit + " was signed by one of the signers."
            : "Commit " + commit + " is not accepted. " + mask.apply(refusal);
    Instant now = clock.instant();
    view.updateAndGet(was -> {
      DaemonStatus before = was.status();
      Condition old = before.source();
      String status = isGood ? "True" : "False";
      Instant since = old != null && old.status().equals(status) ? old.since() : now;
      var condition =
          new Condition(
              "SourceVerified", status, isGood ? "Verified" : "SignatureInvalid", message, since);
      return new StatusView(before.with(condition), was.queue(), was.clusters());
    });
  }

  @Override
  public void waiting(boolean isStandby, String problem) {
    isReady |= isStandby;
    String message =
        isStandby ? "Another daemon of this environment writes; this one stands by." : problem;
    view.updateAndGet(now -> {
      DaemonStatus before = now.status();
      var status =
          new DaemonStatus(
              before.environment(),
              before.revision(),
              before.commitTime(),
              before.startedAt(),
              before.lastPassAt(),
              before.lastPassResult(),
              before.lastFullPassAt(),
              mask.apply(message),
              false,
              before.url(),
              before.source());
      return new StatusView(status, new StatusView.Queue(null, false), now.clusters());
    });
  }
}
