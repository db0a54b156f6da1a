// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.compatibility.JsonDocuments.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compares alternatives: branches that belong together are compared, the others count as removed
/// or added, unless a branch of the other side takes their values.
final class JsonChoices {

  private final JsonComparison comparison;
  private final Spot at;

  JsonChoices(JsonComparison comparison, Spot at) {
    this.comparison = comparison;
    this.at = at.deeper();
  }

  private record Pair(JsonView before, JsonView after) {}

  void compare(List<JsonView> before, List<JsonView> after, boolean isExclusive) {
    List<JsonView> old = new ArrayList<>(before);
    List<JsonView> now = new ArrayList<>(after);
    List<Pair> pairs = new ArrayList<>();
    pair(old, now, pairs, (o, n) -> text(o).equals(text(n)));
    pair(old, now, pairs, (o, n) -> !label(o).isEmpty() && label(o).equals(label(n)));
    pair(
        old,
        now,
        pairs,
        (o, n) -> !o.properties.isEmpty() && o.properties.keySet().equals(n.properties.keySet()));
    pair(old, now, pairs, (o, n) -> o.types.size() < 3 && o.types.equals(n.types));
    pair(old, now, pairs, (o, n) -> o.types.size() < 3 && isNumber(o) && isNumber(n));
    if (old.size() == 1 && now.size() == 1 && isNull(old.getFirst()) == isNull(now.getFirst())) {
      pairs.add(new Pair(old.removeFirst(), now.removeFirst()));
    }
    for (Pair pair : pairs) {
      comparison.views(at, pair.before, pair.after);
    }
    for (JsonView view : old) {
      removed(view, best(after.stream().map(reader -> worst(view, reader, true))));
    }
    for (JsonView view : now) {
      added(view, best(before.stream().map(reader -> worst(reader, view, false))), isExclusive);
    }
  }

  private static Impact best(Stream<Impact> impacts) {
    return impacts.min(Comparator.naturalOrder()).orElse(Impact.BREAKING);
  }

  private static boolean isNull(JsonView view) {
    return view.types.equals(Set.of("null"));
  }

  private static boolean isNumber(JsonView view) {
    return view.allows("integer");
  }

  private static void pair(
      List<JsonView> old,
      List<JsonView> now,
      List<Pair> pairs,
      BiPredicate<JsonView, JsonView> isSame) {
    for (JsonView before : List.copyOf(old)) {
      now.stream()
          .filter(after -> isSame.test(before, after))
          .findFirst()
          .ifPresent(after -> {
            pairs.add(new Pair(before, after));
            old.remove(before);
            now.remove(after);
          });
    }
  }

  private static String text(JsonView view) {
    return view.types
        + view.parts.stream()
            .map(part -> JsonValues.text(part.json()))
            .collect(Collectors.joining("&"));
  }

  private static String label(JsonView view) {
    return view.parts.stream()
        .map(Node::json)
        .map(json -> json.path("title").asText() + json.path("$ref").asText())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private Impact worst(JsonView before, JsonView after, boolean backward) {
    JsonComparison attempt = comparison.attempt();
    // By themselves, whatever is below what.
    attempt.views(new Spot(at.path(), true, true, false, at.depth()), before, after);
    return attempt.walk().worst(backward);
  }

  private void removed(JsonView view, Impact impact) {
    boolean isNull = isNull(view);
    comparison
        .walk()
        .add(
            at,
            isNull ? ChangeKind.MADE_REQUIRED : ChangeKind.BRANCH_REMOVED,
            impact,
            Impact.SAFE,
            isNull
                ? at.name() + " may no longer be null."
                : "%s is no longer %s.".formatted(at.name(), word(view)),
            impact == Impact.SAFE ? "" : "keep the branch while records with it are kept");
  }

  private void added(JsonView view, Impact impact, boolean isExclusive) {
    boolean isNull = isNull(view);
    // What two branches of a `oneOf` take, it refuses.
    Impact overlap =
        switch (impact) {
          case SAFE -> Impact.BREAKING;
          case RISKY -> Impact.RISKY;
          case BREAKING -> Impact.SAFE;
        };
    comparison
        .walk()
        .add(
            at,
            isNull ? ChangeKind.MADE_OPTIONAL : ChangeKind.BRANCH_ADDED,
            isExclusive ? overlap : Impact.SAFE,
            impact,
            isNull
                ? at.name() + " may now be null."
                : "%s may now be %s, too.".formatted(at.name(), word(view)),
            impact == Impact.SAFE ? "" : "let readers take the new schema first");
  }

  private static String word(JsonView view) {
    String label = label(view);
    if (!label.isEmpty()) {
      return "`" + label + "`";
    }
    return view.types.size() == JsonView.TYPES.size()
        ? "one of its branches"
        : "`" + String.join("` or `", view.types) + "`";
  }
}
