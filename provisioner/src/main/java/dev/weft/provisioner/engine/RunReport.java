// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Outcome;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What a run did.
///
/// @param run its id; null when there was nothing to write, so that none was begun
/// @param environment where
/// @param digest what an approval has to name
/// @param results every change of the plan once, in the plan's order; after them what a saved plan
///   had and the world no longer needs
/// @param errors sentences about servers that could not be read
/// @param isInterrupted whether somebody stopped the run before its end
public record RunReport(
    @Nullable String run,
    String environment,
    String digest,
    List<Result> results,
    List<String> errors,
    boolean isInterrupted) {

  public RunReport {
    results = List.copyOf(results);
    errors = List.copyOf(errors);
  }

  /// Numbers of outcomes by kind.
  public record Counts(
      int applied, int unchanged, int refused, int failed, int skipped, int unknown) {

    /// How many changes are as they were wanted.
    public int succeeded() {
      return applied + unchanged;
    }

    /// Those that are not zero, such as `3 applied, 1 failed`.
    public String words() {
      var words = new StringJoiner(", ").setEmptyValue("nothing to do");
      add(words, applied, "applied");
      add(words, unchanged, "unchanged");
      add(words, refused, "refused");
      add(words, failed, "failed");
      add(words, skipped, "skipped");
      add(words, unknown, "unknown");
      return words.toString();
    }

    private static void add(StringJoiner words, int count, String word) {
      if (count > 0) {
        words.add(count + " " + word);
      }
    }
  }

  /// The numbers of outcomes by kind.
  public Counts counts() {
    int[] count = new int[6];
    for (Result result : results) {
      int kind =
          switch (result.outcome()) {
            case Outcome.Applied _ -> 0;
            case Outcome.Unchanged _ -> 1;
            case Outcome.Refused _ -> 2;
            case Outcome.Failed _ -> 3;
            case Outcome.Skipped _ -> 4;
            case Outcome.Unknown _ -> 5;
          };
      count[kind]++;
    }
    return new Counts(count[0], count[1], count[2], count[3], count[4], count[5]);
  }

  /// The exit code: 0 all is as wanted; 1 error; 3 nothing was done because everything was refused;
  /// 4 done in part.
  public int exitCode() {
    Counts counts = counts();
    boolean isDoneInPart = counts.succeeded() > 0 && counts.succeeded() < results.size();
    if (!errors.isEmpty()) {
      return 1;
    }
    if (isDoneInPart) {
      return 4;
    }
    if (counts.failed() + counts.unknown() > 0 || isInterrupted) {
      return 1;
    }
    return counts.refused() + counts.skipped() > 0 ? 3 : 0;
  }
}
