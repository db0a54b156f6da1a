// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.Change.Edit;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What changes can cost.
final class RiskRules {

  private static final long UNLIMITED = -1;
  private static final long DEFAULT_MAX_MESSAGE_BYTES = 1_048_588;

  private RiskRules() {}

  /// A risk with the facts behind it.
  record Rating(Risk risk, List<String> why) {
    static final Rating SAFE = new Rating(Risk.SAFE, List.of());

    Rating {
      why = List.copyOf(why);
    }

    static Rating disruptive(String why) {
      return new Rating(Risk.DISRUPTIVE, List.of(why));
    }

    static Rating destructive(String why) {
      return new Rating(Risk.DESTRUCTIVE, List.of(why));
    }
  }

  static Rating partitions(boolean keyed, boolean compacted, int from, int to) {
    if (compacted) {
      return Rating.destructive(
          "With %d instead of %d partitions a key's new records go elsewhere than its old ones, so"
                  .formatted(to, from)
              + " compaction keeps both for good and readers see them in any order");
    }
    if (keyed) {
      return Rating.destructive(
          "With %d instead of %d partitions a key's new records go elsewhere than its old ones, so"
                  .formatted(to, from)
              + " readers lose the order per key");
    }
    return Rating.disruptive("Consumer groups rebalance when partitions are added");
  }

  static Rating config(SortedMap<String, Edit<String>> edits) {
    Risk risk = Risk.SAFE;
    var why = new ArrayList<String>();
    for (Map.Entry<String, Edit<String>> edit : edits.entrySet()) {
      Rating rating = config(edit.getKey(), edit.getValue());
      risk = rating.risk().compareTo(risk) > 0 ? rating.risk() : risk;
      why.addAll(rating.why());
    }
    return new Rating(risk, why);
  }

  private static Rating config(String key, Edit<String> edit) {
    return switch (key) {
      case "retention.ms", "retention.bytes" -> retention(key, edit);
      case "cleanup.policy" -> cleanup(edit);
      case "max.message.bytes" -> largestMessage(edit);
      default ->
          key.startsWith("message.timestamp.")
              ? Rating.disruptive(
                  "Producers may be refused, or records be ordered otherwise, once %s %s"
                      .formatted(key, step(edit)))
              : Rating.SAFE;
    };
  }

  /// A cut of retention deletes records within minutes. The cluster's default is not known here, so
  /// every step to or from it counts as a cut, except to unlimited.
  private static Rating retention(String key, Edit<String> edit) {
    String to = edit.to();
    String from = edit.from();
    if (to != null && number(to) == UNLIMITED) {
      return Rating.SAFE;
    }
    boolean isRaise =
        to != null && from != null && number(from) != UNLIMITED && number(to) >= number(from);
    if (isRaise) {
      return Rating.SAFE;
    }
    return Rating.destructive(
        "%s %s: records past the new limit are deleted within minutes".formatted(key, step(edit)));
  }

  private static Rating cleanup(Edit<String> edit) {
    boolean wasCompacted = isCompacted(edit.from());
    boolean isCompacted = isCompacted(edit.to());
    boolean wasDeleting = edit.from() == null || words(edit.from()).contains("delete");
    boolean isDeleting = edit.to() == null || words(edit.to()).contains("delete");
    if (wasCompacted == isCompacted && wasDeleting == isDeleting) {
      return Rating.disruptive("cleanup.policy " + step(edit));
    }
    return Rating.destructive(
        "cleanup.policy "
            + step(edit)
            + (isCompacted && !wasCompacted
                ? ": older records of a key are dropped, and records without a key are refused"
                : ": records past the retention are deleted, also the last of their key"));
  }

  private static Rating largestMessage(Edit<String> edit) {
    String to = edit.to();
    String from = edit.from();
    long before = from == null ? DEFAULT_MAX_MESSAGE_BYTES : number(from);
    return to != null && number(to) >= before
        ? Rating.SAFE
        : Rating.disruptive("max.message.bytes " + step(edit) + ": larger batches will be refused");
  }

  static boolean isCompacted(@Nullable String cleanupPolicy) {
    return cleanupPolicy != null && words(cleanupPolicy).contains("compact");
  }

  private static Set<String> words(String list) {
    return Set.of(list.split("\\s*,\\s*"));
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }

  private static String step(Edit<String> edit) {
    if (edit.from() == null) {
      return "goes from the cluster's default to " + edit.to();
    }
    return edit.to() == null
        ? "goes from " + edit.from() + " back to the cluster's default"
        : "goes from " + edit.from() + " to " + edit.to();
  }
}
