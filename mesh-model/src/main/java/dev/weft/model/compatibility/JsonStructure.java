// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.compatibility.JsonDocuments.Node;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Compares properties, items and what is below `not`.
final class JsonStructure {

  private final JsonComparison comparison;
  private final Walk walk;
  private final Spot at;

  JsonStructure(JsonComparison comparison, Spot at) {
    this.comparison = comparison;
    this.walk = comparison.walk();
    this.at = at;
  }

  void compare(JsonView before, JsonView after) {
    if (before.allows("object") && after.allows("object")) {
      properties(before, after);
      patterns(before, after);
      others(before, after);
    }
    if (before.allows("array") && after.allows("array")) {
      arrays(before, after);
    }
    not(before, after);
  }

  private static boolean isClosed(JsonView view) {
    return view.additional.stream().anyMatch(node -> node.json().isBoolean());
  }

  private static boolean isOpen(JsonView view) {
    return view.additional.isEmpty() || !view.patterns.isEmpty();
  }

  private void properties(JsonView before, JsonView after) {
    before.properties.forEach((name, nodes) -> {
      Spot spot = at.field(name);
      boolean was = before.required.contains(name);
      boolean is = after.required.contains(name);
      if (after.properties.containsKey(name)) {
        required(spot, was, is);
        comparison.schemas(spot, nodes, after.properties.getOrDefault(name, List.of()));
      } else {
        removed(spot, was && !is, after);
        required(spot, false, is && !was);
        if (!isOpen(after) && !isClosed(after)) {
          comparison.schemas(spot, nodes, after.additional);
        }
      }
    });
    after.properties.forEach((name, nodes) -> {
      if (!before.properties.containsKey(name)) {
        Spot spot = at.field(name);
        boolean was = before.required.contains(name);
        boolean is = after.required.contains(name);
        added(spot, is && !was, before, JsonView.of(after.documents, nodes).isAnything());
        required(spot, was && !is, false);
        if (!isOpen(before) && !isClosed(before)) {
          comparison.schemas(spot, before.additional, nodes);
        }
      }
    });
    Set<String> unlisted = new TreeSet<>(before.required);
    unlisted.addAll(after.required);
    unlisted.removeAll(before.properties.keySet());
    unlisted.removeAll(after.properties.keySet());
    unlisted.forEach(name ->
        required(at.field(name), before.required.contains(name), after.required.contains(name)));
  }

  private void required(Spot spot, boolean was, boolean is) {
    if (is && !was) {
      walk.add(
          spot,
          ChangeKind.MADE_REQUIRED,
          Impact.BREAKING,
          Impact.SAFE,
          "%s is required, and records of before may lack it.".formatted(spot.name()),
          "leave it optional while such records are kept");
    } else if (was && !is) {
      walk.add(
          spot,
          ChangeKind.MADE_OPTIONAL,
          Impact.SAFE,
          Impact.BREAKING,
          "%s is no longer required, and readers of before count on it.".formatted(spot.name()),
          "keep it required, or let readers take the new schema first");
    }
  }

  private void removed(Spot spot, boolean wasRequired, JsonView after) {
    boolean isRefused = isClosed(after) && !isOpen(after);
    walk.add(
        spot,
        ChangeKind.FIELD_REMOVED,
        isRefused ? Impact.BREAKING : Impact.SAFE,
        wasRequired ? Impact.BREAKING : Impact.RISKY,
        "%s is gone%s."
            .formatted(
                spot.name(),
                wasRequired
                    ? ", and readers of before require it"
                    : isRefused ? ", and the new schema refuses records that have it" : ""),
        wasRequired
            ? "make it optional first"
            : isRefused ? "keep it while such records are kept" : "make sure that nobody reads it");
  }

  private void added(Spot spot, boolean isRequired, JsonView before, boolean isAnything) {
    boolean wasRefused = isClosed(before) && !isOpen(before);
    Impact meets = isOpen(before) && !isAnything ? Impact.RISKY : Impact.SAFE;
    walk.add(
        spot,
        ChangeKind.FIELD_ADDED,
        isRequired ? Impact.BREAKING : meets,
        wasRefused ? Impact.BREAKING : Impact.SAFE,
        "%s is new%s."
            .formatted(
                spot.name(),
                isRequired
                    ? " and required, and records of before may lack it"
                    : wasRefused
                        ? ", and readers of before refuse what they do not know"
                        : meets == Impact.RISKY
                            ? "; records of before may have it with another type"
                            : ""),
        isRequired
            ? "make it optional"
            : wasRefused ? "let readers take the new schema first" : "");
  }

  private void patterns(JsonView before, JsonView after) {
    before.patterns.forEach((pattern, nodes) -> {
      List<Node> same = after.patterns.get(pattern);
      if (same == null) {
        changed("patternProperties", pattern, Impact.SAFE, Impact.BREAKING);
      } else {
        comparison.schemas(at.values(), nodes, same);
      }
    });
    after.patterns.forEach((pattern, nodes) -> {
      if (!before.patterns.containsKey(pattern)) {
        changed("patternProperties", pattern, Impact.BREAKING, Impact.SAFE);
      }
    });
  }

  private void changed(String keyword, String value, Impact backward, Impact forward) {
    boolean isTighter = backward == Impact.BREAKING;
    walk.add(
        at.values(),
        isTighter ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_LOOSENED,
        backward,
        forward,
        "%s has %s `%s` of `%s`."
            .formatted(at.name(), isTighter ? "the new" : "no longer the", value, keyword),
        "");
  }

  /// Properties that are not listed.
  private void others(JsonView before, JsonView after) {
    if (isClosed(before) && isClosed(after)) {
      return;
    }
    if (before.additional.isEmpty() && after.additional.isEmpty()) {
      return;
    }
    if (!before.additional.isEmpty() && !after.additional.isEmpty()) {
      comparison.schemas(at.values(), before.additional, after.additional);
    } else if (after.additional.isEmpty()) {
      walk.add(
          at,
          ChangeKind.CONTENT_OPENED,
          Impact.SAFE,
          Impact.BREAKING,
          "%s takes properties that are not listed, and readers of before refuse them."
              .formatted(at.name()),
          "let readers take the new schema first");
    } else {
      walk.add(
          at,
          ChangeKind.CONTENT_CLOSED,
          Impact.BREAKING,
          Impact.SAFE,
          "%s refuses properties that are not listed, and records of before may have some."
              .formatted(at.name()),
          "leave `additionalProperties` out");
    }
  }

  private void arrays(JsonView before, JsonView after) {
    int most = Math.max(before.prefix.size(), after.prefix.size());
    for (int i = 0; i < most; i++) {
      comparison.schemas(at.items(), item(before, i), item(after, i));
    }
    comparison.schemas(at.items(), before.items, after.items);
  }

  private static List<Node> item(JsonView view, int index) {
    return index < view.prefix.size() ? view.prefix.get(index) : view.items;
  }

  private void not(JsonView before, JsonView after) {
    if (!before.not.isEmpty() && !after.not.isEmpty()) {
      if (before.not.size() == 1 && after.not.size() == 1) {
        comparison.schemas(at.swapped(), before.not, after.not);
      } else if (before.not.size() != after.not.size()) {
        walk.add(
            at,
            ChangeKind.CONSTRAINT_CHANGED,
            Impact.BREAKING,
            Impact.BREAKING,
            at.name() + " refuses other values by `not`.",
            "");
      }
    } else if (!before.not.isEmpty() || !after.not.isEmpty()) {
      boolean isTighter = before.not.isEmpty();
      walk.add(
          at,
          isTighter ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_LOOSENED,
          isTighter ? Impact.BREAKING : Impact.SAFE,
          isTighter ? Impact.SAFE : Impact.BREAKING,
          at.name() + (isTighter ? " refuses values by `not`." : " refuses nothing by `not`."),
          "");
    }
  }
}
