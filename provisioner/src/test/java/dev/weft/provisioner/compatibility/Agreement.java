// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compatibility;

import dev.weft.model.compatibility.ChangeKind;
import dev.weft.model.compatibility.Impact;
import dev.weft.model.compatibility.SchemaChange;
import dev.weft.model.compatibility.SchemaComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Counts where two checkers agree, and holds every disagreement against a list of named reasons.
/// What no reason covers is kept, to fail the test.
final class Agreement {

  /// A reason why the other checker refuses what we do not: our changes of these kinds, which we
  /// call safe or risky.
  ///
  /// @param name as `docs/reference/schema-changes.md` has it
  /// @param theirs what the other checker says then, a part of it
  record Stricter(String name, Set<ChangeKind> kinds, String theirs) {
    boolean covers(List<SchemaChange> changes, String refusal) {
      return refusal.contains(theirs)
          && changes.stream().anyMatch(change -> kinds.contains(change.kind()));
    }
  }

  /// A reason why we refuse what the other checker does not: all that we call breaking is of these
  /// kinds.
  record Looser(String name, Set<ChangeKind> kinds) {}

  private final String title;
  private final List<Stricter> stricter;
  private final List<Looser> looser;
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final List<String> unexplained = new ArrayList<>();
  private int bothCompatible;
  private int bothBreaking;

  Agreement(String title, List<Stricter> stricter, List<Looser> looser) {
    this.title = title;
    this.stricter = stricter;
    this.looser = looser;
  }

  void add(
      SchemaComparison ours,
      Function<SchemaChange, Impact> direction,
      List<String> refusals,
      String before,
      String after) {
    boolean theyAccept = refusals.isEmpty();
    List<SchemaChange> breaking =
        ours.changes().stream()
            .filter(change -> direction.apply(change) == Impact.BREAKING)
            .toList();
    if (breaking.isEmpty() == theyAccept) {
      bothCompatible += theyAccept ? 1 : 0;
      bothBreaking += theyAccept ? 0 : 1;
      return;
    }
    String reason = theyAccept ? looser(breaking) : stricter(ours.changes(), refusals);
    if (reason.isEmpty()) {
      unexplained.add(
          "%s: we say %s, they say %s%n  old: %s%n  new: %s%n  %s%n  %s"
              .formatted(
                  title,
                  breaking.isEmpty() ? "compatible" : "breaking",
                  theyAccept ? "compatible" : "breaking",
                  before,
                  after,
                  ours.changes(),
                  refusals));
    } else {
      reasons.merge(reason, 1, Integer::sum);
    }
  }

  private String looser(List<SchemaChange> breaking) {
    return looser.stream()
        .filter(
            reason -> breaking.stream().allMatch(change -> reason.kinds.contains(change.kind())))
        .map(reason -> "we refuse, they accept: " + reason.name)
        .findFirst()
        .orElse("");
  }

  /// Every single refusal has to have its reason.
  private String stricter(List<SchemaChange> changes, List<String> refusals) {
    String names = "";
    for (String refusal : refusals) {
      String name =
          stricter.stream()
              .filter(reason -> reason.covers(changes, refusal))
              .map(Stricter::name)
              .findFirst()
              .orElse("");
      if (name.isEmpty()) {
        return "";
      }
      names = name;
    }
    return "they refuse, we accept: " + names;
  }

  int agreed() {
    return bothCompatible + bothBreaking;
  }

  int bothBreaking() {
    return bothBreaking;
  }

  int bothCompatible() {
    return bothCompatible;
  }

  int asked() {
    return agreed()
        + reasons.values().stream().mapToInt(Integer::intValue).sum()
        + unexplained.size();
  }

  List<String> unexplained() {
    return unexplained;
  }

  Map<String, Integer> reasons() {
    return reasons;
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            "%s: %d of %d agree (%.1f %%; both accept %d, both refuse %d), %d unexplained%n"
                .formatted(
                    title,
                    agreed(),
                    asked(),
                    100.0 * agreed() / Math.max(1, asked()),
                    bothCompatible,
                    bothBreaking,
                    unexplained.size()));
    reasons.forEach((reason, count) -> text.append("  %6d %s%n".formatted(count, reason)));
    return text.toString();
  }
}
