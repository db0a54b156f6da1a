// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Times of one thing, taken several times.
final class Timing {

  private final String name;
  private final List<Double> seconds = new ArrayList<>();

  Timing(String name) {
    this.name = name;
  }

  /// Runs once and keeps the time.
  <T> T measure(Supplier<T> work) {
    long begin = System.nanoTime();
    T result = work.get();
    add((System.nanoTime() - begin) / 1e9);
    return result;
  }

  /// Keeps a time that was taken elsewhere, in seconds.
  void add(double time) {
    seconds.add(time);
  }

  double median() {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /// One line with the median and every run.
  @Override
  public String toString() {
    var runs = new StringBuilder();
    seconds.forEach(second -> runs.append(String.format(Locale.ROOT, " %.2f", second)));
    return String.format(Locale.ROOT, "%-46s median %6.2f s   runs%s", name, median(), runs);
  }

  /// The ratio line that a target is held against.
  static String ratio(String name, double value, double target) {
    return String.format(
        Locale.ROOT,
        "%-46s %.2f x   target <= %.2f x   %s",
        name,
        value,
        target,
        value <= target ? "met" : "MISSED");
  }

  /// The line of a target in seconds.
  static String limit(String name, double seconds, double target) {
    return String.format(
        Locale.ROOT,
        "%-46s %.2f s   target <= %.2f s   %s",
        name,
        seconds,
        target,
        seconds <= target ? "met" : "MISSED");
  }
}
