// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Sends changes of one kind, one call after the other, and reports each once: after it was read
/// back, after it failed for good, or after nobody could say.
final class WriteLane {

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

  /// While changes come into sight, each look takes time from the brokers that make them.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration DOUBT = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 6;
  private static final int MANY = Integer.MAX_VALUE;

  /// How often something is tried again while the servers do answer.
  private static final int TRIES = 8;

  private final Connection connection;
  private final Limits limits;
  private final Pause pause;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final Work work;
  private final Reporter report;
  private final Deque<Item> waiting = new ArrayDeque<>();
  private List<Item> unseen = new ArrayList<>();
  private final long started;
  private long lastProgress;

  /// A change on its way.
  private static final class Item {
    private final PlannedChange planned;
    private int together;
    private int attempts;
    private boolean isDoubted;
    private long notBefore;
    private long seekUntil;
    private @Nullable Throwable last;

    private Item(PlannedChange planned, int together, long now) {
      this.planned = planned;
      this.together = together;
      this.notBefore = now;
    }
  }

  WriteLane(Lanes.Tools tools, Work work, Reporter report) {
    this.connection = tools.connection();
    this.limits = tools.limits();
    this.pause = tools.pause();
    this.nanos = tools.nanos();
    this.random = tools.random();
    this.work = work;
    this.report = report;
    this.started = nanos.getAsLong();
    this.lastProgress = started;
  }

  void run(List<PlannedChange> changes) {
    long now = nanos.getAsLong();
    for (PlannedChange planned : changes) {
      waiting.add(new Item(planned, work.most(), now));
    }
    int looks = 0;
    while (!waiting.isEmpty() || !unseen.isEmpty()) {
      if (Thread.currentThread().isInterrupted() || isOutOfTime()) {
        giveUp();
        return;
      }
      List<Item> chunk = nextChunk();
      if (!chunk.isEmpty()) {
        transmit(chunk);
        looks = 0;
      } else if (waiting.isEmpty() || !unseen.isEmpty()) {
        looks = seek() ? 0 : looks + 1;
        if (!unseen.isEmpty()) {
          boolean _ = pause.of(looks == 0 ? BETWEEN_LOOKS : untilLook(looks));
        }
      } else {
        boolean _ = pause.of(untilNext());
      }
    }
  }

  private void transmit(List<Item> chunk) {
    List<PlannedChange> changes = chunk.stream().map(item -> item.planned).toList();
    report.requireTurn();
    Work.Sent sent;
    try {
      sent = work.send(changes);
    } catch (KafkaException | ObservationException e) {
      // No client, or a call that it would not even send.
      sent = _ -> new Work.Verdict.Error(e);
    }
    if (work.isLookedAtEarly() && !unseen.isEmpty()) {
      boolean _ = seek();
    }
    judge(chunk, sent);
  }

  private void judge(List<Item> chunk, Work.Sent sent) {
    List<Item> tooMuch = new ArrayList<>();
    for (Item item : chunk) {
      Work.Verdict verdict = sent.of(item.planned);
      if (verdict instanceof Work.Verdict.Error(Throwable error)
          && Fault.of(error) instanceof Fault.PolicyOrSize) {
        item.last = error;
        tooMuch.add(item);
      } else {
        judge(item, verdict);
      }
    }
    if (tooMuch.size() == chunk.size() && chunk.size() > 1) {
      // The whole call: too big, or nothing but refused changes. Smaller calls tell.
      for (Item item : tooMuch.reversed()) {
        item.together = Math.max(1, chunk.size() / 2);
        waiting.addFirst(item);
      }
    } else {
      tooMuch.forEach(item -> fail(item, Outcome.Kind.PERMANENT));
    }
  }

  private void judge(Item item, Work.Verdict verdict) {
    switch (verdict) {
      case Work.Verdict.Accepted _ -> {
        progress();
        seekFor(item, limits.visible());
      }
      case Work.Verdict.Nothing _ -> {
        progress();
        report.accept(item.planned, new Outcome.Unchanged());
      }
      case Work.Verdict.Refused(String message) ->
          report.accept(item.planned, new Outcome.Failed(Outcome.Kind.PERMANENT, message));
      case Work.Verdict.Error(Throwable error) -> judge(item, error);
    }
  }

  private void judge(Item item, Throwable error) {
    item.last = error;
    try {
      Work.Verdict meaning = work.meaning(item.planned, error, item.isDoubted);
      if (meaning != null) {
        judge(item, meaning);
        return;
      }
    } catch (ObservationException e) {
      item.last = e;
      tryAgain(item);
      return;
    }
    switch (Fault.of(error)) {
      case Fault.Throttled(Duration time) -> {
        item.notBefore = nanos.getAsLong() + time.toNanos();
        waiting.add(item);
      }
      case Fault.NotNow _ -> tryAgain(item);
      case Fault.Doubtful _ -> {
        item.isDoubted = true;
        seekFor(item, DOUBT);
      }
      case Fault.PolicyOrSize _, Fault.Final _ -> fail(item, Outcome.Kind.PERMANENT);
    }
  }

  private void tryAgain(Item item) {
    if (++item.attempts > TRIES) {
      fail(item, Outcome.Kind.TRANSIENT);
    } else {
      item.notBefore = nanos.getAsLong() + backOff(item.attempts).toNanos();
      waiting.add(item);
    }
  }

  private void seekFor(Item item, Duration time) {
    item.seekUntil = nanos.getAsLong() + time.toNanos();
    unseen.add(item);
  }

  /// Looks once for what is not yet seen; true when something was settled.
  private boolean seek() {
    List<Item> sought = unseen;
    unseen = new ArrayList<>();
    boolean settled = seek(sought.stream().filter(item -> item.isDoubted).toList(), true);
    List<Item> accepted = sought.stream().filter(item -> !item.isDoubted).toList();
    // Brokers learn of changes in the order in which the controller made them. A broker that lags
    // behind is not asked about thousands of topics again and again when it does not know the
    // first.
    for (List<Item> chunk : Chunks.of(accepted, work.isLookedAtEarly() ? work.most() : MANY)) {
      int before = unseen.size();
      settled |= seek(chunk, false);
      if (unseen.size() > before) {
        List<Item> rest = accepted.subList(accepted.indexOf(chunk.getLast()) + 1, accepted.size());
        unseen.addAll(rest);
        break;
      }
    }
    return settled;
  }

  private boolean seek(List<Item> sought, boolean isDoubted) {
    if (sought.isEmpty()) {
      return false;
    }
    Map<PlannedChange, Work.Sight> sights;
    try {
      sights = work.look(sought.stream().map(item -> item.planned).toList(), isDoubted);
    } catch (ObservationException e) {
      // Nothing was learned; the time of each item goes on.
      sights = Map.of();
      sought.forEach(item -> item.last = e);
    }
    boolean settled = false;
    for (Item item : sought) {
      Work.Sight sight = sights.get(item.planned);
      settled |= settle(item, sight == null ? new Work.Sight.Absent() : sight, sight != null);
    }
    return settled;
  }

  private boolean settle(Item item, Work.Sight sight, boolean wasSeen) {
    switch (sight) {
      case Work.Sight.There _ -> {
        progress();
        report.accept(item.planned, new Outcome.Applied());
        return true;
      }
      case Work.Sight.Different(String what) -> {
        report.accept(item.planned, new Outcome.Failed(Outcome.Kind.PERMANENT, what));
        return true;
      }
      case Work.Sight.Absent _ -> {
        // As long as other changes come into sight, the servers are slow and not stuck.
        long end = Math.max(item.seekUntil, lastProgress + limits.visible().toNanos());
        if (nanos.getAsLong() < (item.isDoubted ? item.seekUntil : end)) {
          unseen.add(item);
          return false;
        }
        if (item.isDoubted && wasSeen) {
          // It had time to appear and did not: send it again, remembering the doubt.
          tryAgain(item);
        } else if (item.isDoubted && !isOutOfTime()) {
          seekFor(item, DOUBT);
          return false;
        } else {
          unknown(item);
        }
        return true;
      }
    }
  }

  private List<Item> nextChunk() {
    List<Item> chunk = new ArrayList<>();
    List<Item> notYet = new ArrayList<>();
    long now = nanos.getAsLong();
    int weight = 0;
    int most = work.most();
    for (Item item = waiting.poll(); item != null; item = waiting.poll()) {
      if (item.notBefore > now) {
        notYet.add(item);
        continue;
      }
      weight += work.weight(item.planned);
      most = Math.min(most, item.together);
      if (!chunk.isEmpty() && (weight > limits.records() || chunk.size() >= most)) {
        waiting.addFirst(item);
        break;
      }
      chunk.add(item);
    }
    waiting.addAll(notYet);
    return chunk;
  }

  private Duration untilNext() {
    long now = nanos.getAsLong();
    long next = now + LONGEST_BACK_OFF.toNanos();
    for (Item item : waiting) {
      next = Math.min(next, item.notBefore);
    }
    return Duration.ofNanos(Math.max(1_000_000, next - now));
  }

  private Duration untilLook(int looksInVain) {
    Duration bound = backOff(looksInVain);
    return bound.compareTo(LONGEST_BETWEEN_LOOKS) > 0 ? LONGEST_BETWEEN_LOOKS : bound;
  }

  /// Full jitter: any time up to a bound that doubles.
  private Duration backOff(int attempt) {
    long bound = FIRST_BACK_OFF.toNanos() << Math.min(attempt - 1, MOST_DOUBLINGS);
    return Duration.ofNanos(1 + random.nextLong(Math.min(bound, LONGEST_BACK_OFF.toNanos())));
  }

  private void progress() {
    lastProgress = nanos.getAsLong();
  }

  private boolean isOutOfTime() {
    long now = nanos.getAsLong();
    return now - lastProgress > limits.patience().toNanos()
        || now - started > limits.total().toNanos();
  }

  private void giveUp() {
    unseen.forEach(this::unknown);
    unseen.clear();
    for (Item item = waiting.poll(); item != null; item = waiting.poll()) {
      if (item.isDoubted) {
        unknown(item);
      } else {
        fail(item, Outcome.Kind.TRANSIENT);
      }
    }
  }

  private void fail(Item item, Outcome.Kind kind) {
    Throwable error = item.last;
    String words =
        error == null
            ? "it was not sent before the time of this run was over; run it again."
            : (KafkaWords.sentence(error) + " " + Words.advice(connection.address(), error))
                .strip();
    report.accept(
        item.planned,
        new Outcome.Failed(
            kind,
            "Cluster `%s` did not %s: %s"
                .formatted(connection.cluster(), work.name(item.planned), words)));
  }

  private void unknown(Item item) {
    Throwable error = item.last;
    report.accept(
        item.planned,
        new Outcome.Unknown(
            "Cluster `%s` was told to %s, and it could not be read back%s The next run looks again."
                .formatted(
                    connection.cluster(),
                    work.name(item.planned),
                    error == null ? "." : ": " + KafkaWords.sentence(error))));
  }
}
