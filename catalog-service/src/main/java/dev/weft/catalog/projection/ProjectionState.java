// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.catalog.platform.Platform.Projection;
import dev.weft.catalog.platform.Platform.TopicOffset;
import dev.weft.catalog.platform.ProjectionProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the projection says of itself; written by its thread, read by pages and probes.
@ApplicationScoped
class ProjectionState implements ProjectionProgress {

  enum Phase {
    STARTING("starting"),
    LIVE("live"),
    REBUILDING("rebuilding"),
    WAITING("waiting");

    private final String word;

    Phase(String word) {
      this.word = word;
    }
  }

  private static final int SHOWN = 3;

  private final Clock clock;
  private Phase phase = Phase.STARTING;
  private String message = "";
  private boolean knowsEnds;
  private @Nullable Instant caughtUpAt;
  private final Map<String, Long> offsets = new TreeMap<>();
  private final Map<String, Long> ends = new TreeMap<>();
  private final Map<String, String> unreadable = new TreeMap<>();

  ProjectionState(Clock clock) {
    this.clock = clock;
  }

  synchronized void enter(Phase next, String why) {
    phase = next;
    message = why;
    knowsEnds = next != Phase.WAITING && knowsEnds;
  }

  synchronized void at(Map<String, Long> positions, Map<String, Long> logEnds) {
    offsets.putAll(positions);
    ends.putAll(logEnds);
    knowsEnds = true;
    if (phase == Phase.LIVE && lag() == 0) {
      caughtUpAt = clock.instant();
    }
  }

  /// Records that were passed over, and others that replaced such ones.
  synchronized void read(LogBatch batch, String topicOfCatalog, String topicOfStatus) {
    batch.catalog().keySet().forEach(key -> unreadable.remove(topicOfCatalog + "/" + key));
    batch.removed().forEach(key -> unreadable.remove(topicOfCatalog + "/" + key));
    batch.statuses().keySet().forEach(key -> unreadable.remove(topicOfStatus + "/" + key));
    batch.removedStatuses().forEach(key -> unreadable.remove(topicOfStatus + "/" + key));
    unreadable.putAll(batch.unreadable());
  }

  synchronized void forgetUnreadable() {
    unreadable.clear();
  }

  synchronized int unreadable() {
    return unreadable.size();
  }

  synchronized long lagOrZero() {
    return lag();
  }

  @Override
  public synchronized Projection current() {
    Instant then = caughtUpAt;
    List<TopicOffset> places =
        offsets.entrySet().stream()
            .map(each ->
                new TopicOffset(
                    each.getKey(), 0, each.getValue(), knowsEnds ? ends.get(each.getKey()) : null))
            .sorted(Comparator.comparing(TopicOffset::topic))
            .toList();
    Duration behind = null;
    if (then != null) {
      // While everything is read as it comes, the copy is as old as the last look at the log.
      behind = Duration.ofMillis(Math.max(0, Duration.between(then, clock.instant()).toMillis()));
    }
    return new Projection(phase.word, text(), knowsEnds ? lag() : null, behind, then, places);
  }

  private long lag() {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - offsets.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  private String text() {
    if (unreadable.isEmpty()) {
      return message;
    }
    String passed =
        "%d records were passed over: %s"
            .formatted(
                unreadable.size(),
                String.join(" ", unreadable.values().stream().limit(SHOWN).toList()));
    return message.isEmpty() ? passed : message + " " + passed;
  }
}
