// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import java.util.Collection;
import java.util.List;

/// Which time a share of all did not exceed.
final class Percentiles {

  private Percentiles() {}

  /// The smallest of the values that is not exceeded by this share of them.
  ///
  /// @param share from 0 to 1
  static double of(Collection<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(sorted.size() * share);
    return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
  }
}
