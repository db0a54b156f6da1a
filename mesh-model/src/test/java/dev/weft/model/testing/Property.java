// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.testing;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Checks that something holds for many random cases. The seeds are fixed, so a failure comes back;
/// its message names the seed.
public final class Property {

  private Property() {}

  /// What has to hold; throws an `AssertionError` when it does not.
  @FunctionalInterface
  public interface Body {
    /// Checks one case.
    void check(RandomGenerator random) throws Exception;
  }

  /// Checks the cases of the seeds 1 to `cases`.
  public static void holds(int cases, Body body) {
    for (long seed = 1; seed <= cases; seed++) {
      holdsFor(seed, body);
    }
  }

  /// Checks the case of one seed; for looking into a failure.
  public static void holdsFor(long seed, Body body) {
    try {
      body.check(new SplittableRandom(seed));
    } catch (AssertionError | Exception e) {
      throw new AssertionError("does not hold for seed " + seed + ": " + e.getMessage(), e);
    }
  }
}
