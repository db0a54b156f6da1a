// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.history;

import dev.weft.daemon.history.Event.ChangeEvent;
import dev.weft.daemon.history.Event.CommitView;
import dev.weft.daemon.history.Event.Times;
import dev.weft.daemon.loop.PassDetail;
import dev.weft.daemon.loop.PassListener;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Result;
import dev.weft.daemon.loop.Trigger;
import dev.weft.git.Commit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Remembers the newest events, and lets others wait for the next one. What is older stands in the
/// audit log.
public final class History implements PassListener {

  /// How many are remembered.
  static final int MOST = 500;

  private static final Set<String> QUIET = Set.of("refused", "skipped");

  private final String environment;
  private final String daemon;
  private final Clock clock;
  private final UnaryOperator<String> mask;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Event> events = new ArrayDeque<>();
  private long last;
  private boolean isClosed;
  private String waited = "";
  private @Nullable Instant seenAt;
  private @Nullable Commit open;

  /// @param daemon unlike that of any other start
  /// @param mask takes secrets out of a text
  public History(String environment, String daemon, Clock clock, UnaryOperator<String> mask) {
    this.environment = environment;
    this.daemon = daemon;
    this.clock = clock;
    this.mask = mask;
  }

  /// The events after one, the oldest first; the newest ones when there are too many.
  ///
  /// @param after a sequence; with one that is not there yet, everything that is remembered
  /// @param most how many
  public Events after(long after, int most) {
    lock.lock();
    try {
      long from = after > last ? 0 : after;
      List<Event> found = events.stream().filter(event -> event.sequence() > from).toList();
      List<Event> newest = found.subList(Math.max(0, found.size() - most), found.size());
      return new Events(environment, daemon, last, newest);
    } finally {
      lock.unlock();
    }
  }

  /// The same, waiting for one if there is none yet.
  ///
  /// @param patience how long at most
  /// @throws InterruptedException when the waiting thread is
  public Events await(long after, int most, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (after == last && !isClosed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return after(after, most);
    } finally {
      lock.unlock();
    }
  }

  /// Lets nobody wait any longer.
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void saw(Commit commit, Instant at, boolean isUsable) {
    seenAt = at;
    open = isUsable ? commit : null;
    add(at, "seen", commit, isUsable ? "" : "It cannot be used; the one before stays in force.");
  }

  @Override
  public void judged(String commit, String refusal) {
    if (!refusal.isEmpty()) {
      add(clock.instant(), "refused", null, "Commit %s: %s".formatted(commit, refusal));
    }
  }

  @Override
  public void finished(PassReport report, boolean hasMore) {
    waited = "";
    Instant at = report.startedAt().plus(report.took());
    Commit commit = report.commit();
    boolean isNews =
        report.trigger() != Trigger.DRIFT
            || report.result() != Result.SYNCED
            || report.counts().applied() > 0;
    if (!isNews) {
      return;
    }
    for (PassDetail.Changed tried : report.detail().changes()) {
      // What is refused, or waits for it, stands in the pass's message; it comes again each time.
      if (!QUIET.contains(tried.outcome())) {
        add(at, commit, tried);
      }
    }
    Times times = times(report, at);
    append(sequence ->
        new Event(
            sequence,
            at,
            "pass",
            view(commit),
            report.trigger().word(),
            report.result().word(),
            mask.apply(report.message()),
            null,
            report.counts().applied(),
            times));
  }

  /// A commit that needs several passes became real with the one that left nothing to do.
  private Times times(PassReport report, Instant at) {
    long pass = report.took().toMillis();
    Commit commit = report.commit();
    Commit awaited = open;
    Instant since = seenAt;
    if (commit == null || awaited == null || since == null) {
      return new Times(pass, null, null);
    }
    if (!commit.id().equals(awaited.id()) || !report.isSettled()) {
      return new Times(pass, null, null);
    }
    open = null;
    return new Times(
        pass,
        Duration.between(since, at).toMillis(),
        Duration.between(awaited.time(), at).toMillis());
  }

  @Override
  public void waiting(boolean isStandby, String problem) {
    String now =
        isStandby ? "Another daemon of this environment writes; this one stands by." : problem;
    if (!now.equals(waited) && !now.isEmpty()) {
      add(clock.instant(), "standby", null, now);
    }
    waited = now;
  }

  private void add(Instant at, String type, @Nullable Commit commit, String message) {
    append(sequence ->
        new Event(
            sequence, at, type, view(commit), null, null, mask.apply(message), null, null, null));
  }

  private void add(Instant at, @Nullable Commit commit, PassDetail.Changed tried) {
    var change =
        new ChangeEvent(
            tried.product(),
            tried.line().action(),
            tried.line().kind(),
            tried.line().subject(),
            tried.line().values().stream().map(mask).toList(),
            tried.outcome());
    append(sequence ->
        new Event(
            sequence,
            at,
            "changed",
            view(commit),
            null,
            null,
            mask.apply(tried.message()),
            change,
            null,
            null));
  }

  private static @Nullable CommitView view(@Nullable Commit commit) {
    return commit == null
        ? null
        : new CommitView(commit.id(), commit.author(), commit.subject(), commit.time());
  }

  /// Makes an event of its sequence.
  private interface Maker {
    Event make(long sequence);
  }

  private void append(Maker maker) {
    lock.lock();
    try {
      last++;
      events.add(maker.make(last));
      if (events.size() > MOST) {
        events.removeFirst();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
