// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.daemon.Daemon;
import dev.weft.catalog.daemon.Daemon.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Plans of proposed commits, asked of the daemon and remembered for a short time, since the world
/// they are about goes on.
@ApplicationScoped
class Plans {

  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final Duration FAILURE = Duration.ofSeconds(3);
  private static final int MOST = 200;

  /// A plan, or why there is none.
  record Planned(@Nullable PlanView plan, @Nullable String problem) {}

  private record Entry(Planned planned, Instant until) {}

  private final Daemon daemon;
  private final Clock clock;
  private final Map<String, Entry> known = new ConcurrentHashMap<>();

  Plans(Daemon daemon, Clock clock) {
    this.daemon = daemon;
    this.clock = clock;
  }

  /// What the platform would do at a commit.
  Planned at(String commit) {
    Entry entry = known.get(commit);
    Instant now = clock.instant();
    if (entry != null && now.isBefore(entry.until())) {
      return entry.planned();
    }
    Planned planned = read(daemon.plan(commit));
    if (known.size() >= MOST) {
      known.values().removeIf(each -> now.isAfter(each.until()));
    }
    if (known.size() < MOST) {
      known.put(commit, new Entry(planned, now.plus(planned.plan() == null ? FAILURE : FRESH)));
    }
    return planned;
  }

  /// What the platform would do with some files changed. Not remembered.
  Planned of(String base, Map<String, Optional<String>> files) {
    return read(daemon.plan(base, files));
  }

  private static Planned read(Answer answer) {
    return switch (answer) {
      case Answer.Unavailable(String why) -> new Planned(null, why);
      case Answer.Planned(com.fasterxml.jackson.databind.JsonNode body) -> {
        try {
          yield new Planned(PlanReader.read(body.path("plan")), null);
        } catch (IllegalArgumentException _) {
          yield new Planned(
              null, "The daemon has no plan for this; it cannot read the proposed mesh.");
        }
      }
    };
  }
}
