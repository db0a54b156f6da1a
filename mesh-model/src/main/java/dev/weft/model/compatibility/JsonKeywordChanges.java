// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares the keywords of JSON Schema that bound one value.
final class JsonKeywordChanges {

  private final Walk walk;
  private final Spot at;

  JsonKeywordChanges(Walk walk, Spot at) {
    this.walk = walk;
    this.at = at;
  }

  void compare(JsonView before, JsonView after) {
    types(before, after);
    values(before.values, after.values);
    numbers(before.least, after.least, 1);
    numbers(before.most, after.most, -1);
    multiples(before, after);
    if (before.isUnique != after.isUnique) {
      bound("uniqueItems", after.isUnique);
    }
    Set<String> keywords = new TreeSet<>(before.opaque.keySet());
    keywords.addAll(after.opaque.keySet());
    for (String keyword : keywords) {
      opaque(keyword, before.opaque.get(keyword), after.opaque.get(keyword));
    }
    format(before.format, after.format);
    fallback(before.fallback, after.fallback);
    if (!before.notes.equals(after.notes)) {
      walk.safe(at, ChangeKind.ANNOTATION_CHANGED, at.name() + " has other annotations.");
    }
    if (!before.words.equals(after.words)) {
      walk.safe(at, ChangeKind.DOC_CHANGED, at.name() + " is described in other words.");
    }
  }

  private void types(JsonView before, JsonView after) {
    SortedSet<String> gone = new TreeSet<>(before.types);
    gone.removeAll(after.types);
    SortedSet<String> added = new TreeSet<>(after.types);
    added.removeAll(before.types);
    boolean hasValues = before.values != null && after.values != null;
    if (hasValues || (gone.isEmpty() && added.isEmpty())) {
      return;
    }
    if (added.isEmpty() && gone.equals(Set.of("null"))) {
      tell(ChangeKind.MADE_REQUIRED, true, at.name() + " may no longer be null.");
    } else if (gone.isEmpty() && added.equals(Set.of("null"))) {
      tell(ChangeKind.MADE_OPTIONAL, false, at.name() + " may now be null.");
    } else {
      ChangeKind kind =
          gone.isEmpty()
              ? ChangeKind.TYPE_WIDENED
              : added.isEmpty() ? ChangeKind.TYPE_NARROWED : ChangeKind.TYPE_CHANGED;
      walk.add(
          at,
          kind,
          gone.isEmpty() ? Impact.SAFE : Impact.BREAKING,
          added.isEmpty() ? Impact.SAFE : Impact.BREAKING,
          "%s was %s and is %s.".formatted(at.name(), word(before.types), word(after.types)),
          "add a property of the new type, and remove the old one in a later version");
    }
  }

  private static String word(SortedSet<String> types) {
    SortedSet<String> shown = new TreeSet<>(types);
    if (shown.contains("number")) {
      shown.remove("integer");
    }
    return types.size() == JsonView.TYPES.size()
        ? "of any type"
        : shown.isEmpty() ? "of no type" : "`" + String.join("` or `", shown) + "`";
  }

  private void tell(ChangeKind kind, boolean isTighter, String message) {
    walk.add(
        at,
        kind,
        isTighter ? Impact.BREAKING : Impact.SAFE,
        isTighter ? Impact.SAFE : Impact.BREAKING,
        message,
        isTighter
            ? "keep what was allowed while such records are kept"
            : "let readers take the new schema first");
  }

  private void values(@Nullable SortedSet<String> before, @Nullable SortedSet<String> after) {
    if (before == null && after == null) {
      return;
    }
    if (before == null || after == null) {
      boolean isTighter = before == null;
      tell(
          isTighter ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_LOOSENED,
          isTighter,
          isTighter
              ? "%s takes only %s.".formatted(at.name(), list(after))
              : "%s takes any value, and not only %s.".formatted(at.name(), list(before)));
      return;
    }
    before.stream()
        .filter(value -> !after.contains(value))
        .forEach(value ->
            tell(
                ChangeKind.SYMBOL_REMOVED,
                true,
                "%s may no longer be %s.".formatted(at.name(), value)));
    after.stream()
        .filter(value -> !before.contains(value))
        .forEach(value ->
            tell(
                ChangeKind.SYMBOL_ADDED,
                false,
                "%s may now be %s, too.".formatted(at.name(), value)));
  }

  private static String list(@Nullable SortedSet<String> values) {
    SortedSet<String> known = values == null ? Collections.emptySortedSet() : values;
    String shown = String.join(", ", known.stream().limit(5).toList());
    return known.size() > 5 ? shown + " and " + (known.size() - 5) + " more" : shown;
  }

  /// @param sign 1 where a larger number allows less, -1 where it allows more
  private void numbers(Map<String, BigDecimal> before, Map<String, BigDecimal> after, int sign) {
    Set<String> keywords = new TreeSet<>(before.keySet());
    keywords.addAll(after.keySet());
    for (String keyword : keywords) {
      BigDecimal old = meaningful(keyword, before.get(keyword));
      BigDecimal now = meaningful(keyword, after.get(keyword));
      if (old == null && now == null) {
        continue;
      }
      int order = old == null ? 1 : now == null ? -1 : now.compareTo(old) * sign;
      if (order != 0) {
        tell(
            order > 0 ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_LOOSENED,
            order > 0,
            "%s has `%s` %s instead of %s."
                .formatted(at.name(), keyword, number(now), number(old)));
      }
    }
  }

  /// At least none is no bound.
  private static @Nullable BigDecimal meaningful(String keyword, @Nullable BigDecimal number) {
    boolean isCount =
        keyword.equals("minLength")
            || keyword.equals("minItems")
            || keyword.equals("minProperties");
    return number != null && isCount && number.signum() == 0 ? null : number;
  }

  private static String number(@Nullable BigDecimal number) {
    return number == null ? "none" : number.toString();
  }

  private void multiples(JsonView before, JsonView after) {
    if (before.multiples.equals(after.multiples)) {
      return;
    }
    boolean loosens = before.multiples.stream().allMatch(old -> isKept(old, after));
    boolean tightens = after.multiples.stream().allMatch(now -> isKept(now, before));
    if (loosens && tightens) {
      return;
    }
    walk.add(
        at,
        loosens
            ? ChangeKind.CONSTRAINT_TIGHTENED
            : tightens ? ChangeKind.CONSTRAINT_LOOSENED : ChangeKind.CONSTRAINT_CHANGED,
        tightens ? Impact.SAFE : Impact.BREAKING,
        loosens ? Impact.SAFE : Impact.BREAKING,
        "%s has `multipleOf` %s instead of %s."
            .formatted(at.name(), after.multiples, before.multiples),
        "");
  }

  /// Whether the other side's numbers are all multiples of this one.
  private static boolean isKept(BigDecimal factor, JsonView other) {
    return other.multiples.stream()
        .anyMatch(multiple ->
            multiple.equals(factor)
                || (factor.signum() != 0
                    && JsonValues.isModest(factor)
                    && JsonValues.isModest(multiple)
                    && multiple.remainder(factor).signum() == 0));
  }

  private void bound(String keyword, boolean isTighter) {
    tell(
        isTighter ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_LOOSENED,
        isTighter,
        "%s %s `%s`.".formatted(at.name(), isTighter ? "has the new" : "no longer has", keyword));
  }

  private void opaque(
      String keyword, @Nullable SortedSet<String> before, @Nullable SortedSet<String> after) {
    if (before == null || after == null) {
      boolean isHarmless = keyword.equals("then") || keyword.equals("else");
      if (before != after && !isHarmless) {
        bound(keyword, before == null);
      } else if (before != after) {
        undecided(keyword);
      }
    } else if (!before.equals(after)) {
      undecided(keyword);
    }
  }

  private void undecided(String keyword) {
    walk.add(
        at,
        ChangeKind.CONSTRAINT_CHANGED,
        Impact.BREAKING,
        Impact.BREAKING,
        "%s has another `%s`; which values that changes cannot be told, so it counts as breaking."
            .formatted(at.name(), keyword),
        "");
  }

  /// Few validators look at it, and those that do differ.
  private void format(String before, String after) {
    if (before.equals(after)) {
      return;
    }
    walk.add(
        at,
        after.isEmpty()
            ? ChangeKind.CONSTRAINT_LOOSENED
            : before.isEmpty() ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_CHANGED,
        after.isEmpty() ? Impact.SAFE : Impact.RISKY,
        before.isEmpty() ? Impact.SAFE : Impact.RISKY,
        "%s has the `format` %s instead of %s."
            .formatted(
                at.name(), after.isEmpty() ? "none" : after, before.isEmpty() ? "none" : before),
        "");
  }

  private void fallback(String before, String after) {
    if (before.equals(after)) {
      return;
    }
    ChangeKind kind =
        before.isEmpty()
            ? ChangeKind.DEFAULT_ADDED
            : after.isEmpty() ? ChangeKind.DEFAULT_REMOVED : ChangeKind.DEFAULT_CHANGED;
    walk.add(
        at,
        kind,
        before.isEmpty() ? Impact.SAFE : Impact.RISKY,
        Impact.SAFE,
        "The default of %s was %s and is %s."
            .formatted(
                at.name(), before.isEmpty() ? "none" : before, after.isEmpty() ? "none" : after),
        "");
  }
}
