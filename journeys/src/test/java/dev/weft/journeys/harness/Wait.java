// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.harness;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How journeys wait for what comes by itself.
public final class Wait {

  /// Far longer than anything takes, since the machine may be slow or busy: how long something may
  /// take is for benchmarks to say.
  public static final Duration PATIENCE = Duration.ofMinutes(4);

  private Wait() {}

  /// Waits for a fact. Servers that do not answer, or answer with an error, may do better next
  /// time.
  public static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions();
  }
}
