// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void staysBelowABoundThatDoublesUpToFiveMinutes() {
    for (int seed = 0; seed < 200; seed++) {
      var backoff = new Backoff(new SplittableRandom(seed));
      Duration bound = Backoff.FIRST;
      for (int failure = 0; failure < 40; failure++) {
        assertThat(backoff.next()).isBetween(Backoff.SHORTEST, bound);
        bound = bound.multipliedBy(2);
        bound = bound.compareTo(Backoff.LONGEST) > 0 ? Backoff.LONGEST : bound;
      }
    }
  }

  @Test
  void spreadsOutAndBeginsAnewAfterSuccess() {
    var backoff = new Backoff(new SplittableRandom(1));
    for (int i = 0; i < 20; i++) {
      var _ = backoff.next();
    }
    Duration late = backoff.next();
    Duration later = backoff.next();
    backoff.reset();

    assertThat(late).isNotEqualTo(later);
    assertThat(backoff.failures()).isZero();
    assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.FIRST);
  }
}
