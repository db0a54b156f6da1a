// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down guessing: after some failures within a minute nobody of that name, and nothing from
/// that address, is heard until the oldest failure is a minute old.
final class LoginLimiter {

  static final int MOST_FAILURES = 10;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MOST_KEYS = 10_000;

  private final Clock clock;
  private final Map<String, Deque<Instant>> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > MOST_KEYS;
        }
      };

  LoginLimiter(Clock clock) {
    this.clock = clock;
  }

  /// Whether an attempt is heard at all.
  synchronized boolean isAllowed(String user, String address) {
    return count("user " + user) < MOST_FAILURES && count("address " + address) < MOST_FAILURES;
  }

  /// Remembers a failure.
  synchronized void failed(String user, String address) {
    Instant now = clock.instant();
    failures.computeIfAbsent("user " + user, _ -> new ArrayDeque<>()).addLast(now);
    failures.computeIfAbsent("address " + address, _ -> new ArrayDeque<>()).addLast(now);
  }

  private int count(String key) {
    Deque<Instant> times = failures.get(key);
    if (times == null) {
      return 0;
    }
    Instant oldest = clock.instant().minus(WINDOW);
    while (!times.isEmpty() && times.getFirst().isBefore(oldest)) {
      times.removeFirst();
    }
    if (times.isEmpty()) {
      failures.remove(key);
      return 0;
    }
    return times.size();
  }
}
