// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginLimiterTest {

  private final MovableClock clock = new MovableClock();
  private final LoginLimiter limiter = new LoginLimiter(clock);

  @Test
  void hearsNobodyOfANameAfterTooManyFailures() {
    for (int i = 0; i < LoginLimiter.MOST_FAILURES; i++) {
      assertThat(limiter.isAllowed("carl", "10.0.0." + i)).isTrue();
      limiter.failed("carl", "10.0.0." + i);
    }

    assertThat(limiter.isAllowed("carl", "10.0.0.99")).isFalse();
    assertThat(limiter.isAllowed("olivia", "10.0.0.99")).isTrue();
  }

  @Test
  void hearsNothingFromAnAddressAfterTooManyFailures() {
    for (int i = 0; i < LoginLimiter.MOST_FAILURES; i++) {
      limiter.failed("user-" + i, "10.0.0.1");
    }

    assertThat(limiter.isAllowed("carl", "10.0.0.1")).isFalse();
    assertThat(limiter.isAllowed("carl", "10.0.0.2")).isTrue();
  }

  @Test
  void listensAgainAfterAMinute() {
    for (int i = 0; i < LoginLimiter.MOST_FAILURES; i++) {
      limiter.failed("carl", "10.0.0.1");
    }

    clock.now = clock.now.plus(LoginLimiter.WINDOW).plusSeconds(1);

    assertThat(limiter.isAllowed("carl", "10.0.0.1")).isTrue();
  }

  private static final class MovableClock extends Clock {

    private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
