// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.compatibility.JsonDocuments.Node;
import dev.weft.model.compatibility.JsonView.Choice;
import dev.weft.model.schema.PortSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares JSON Schemas by the values that they accept: what the new one refuses is tightened and
/// breaks readers of old data, what it newly accepts is loosened and breaks readers of before.
final class JsonComparison {

  private final Walk walk;
  private final JsonDocuments oldDocuments;
  private final JsonDocuments newDocuments;
  private final Map<JsonNode, Integer> numbers;
  private final Set<String> open = new HashSet<>();

  private JsonComparison(
      Walk walk,
      JsonDocuments oldDocuments,
      JsonDocuments newDocuments,
      Map<JsonNode, Integer> numbers) {
    this.walk = walk;
    this.oldDocuments = oldDocuments;
    this.newDocuments = newDocuments;
    this.numbers = numbers;
  }

  static void run(Walk walk, PortSchema before, PortSchema after) {
    var comparison =
        new JsonComparison(
            walk, JsonDocuments.of(before), JsonDocuments.of(after), JsonView.numbers());
    comparison.schemas(
        Spot.ROOT,
        List.of(comparison.oldDocuments.root()),
        List.of(comparison.newDocuments.root()));
  }

  /// The same, to try something.
  JsonComparison attempt() {
    var attempt = new JsonComparison(walk.attempt(), oldDocuments, newDocuments, numbers);
    attempt.open.addAll(open);
    return attempt;
  }

  Walk walk() {
    return walk;
  }

  void schemas(Spot at, List<Node> before, List<Node> after) {
    views(at, JsonView.of(oldDocuments, before), JsonView.of(newDocuments, after));
  }

  void views(Spot at, JsonView before, JsonView after) {
    if (!walk.enter(at)) {
      return;
    }
    String key = before.identity(numbers) + "|" + after.identity(numbers) + "|" + at.isSwapped();
    if (!open.add(key)) {
      return;
    }
    compare(at, before, after);
    open.remove(key);
  }

  private void compare(Spot at, JsonView before, JsonView after) {
    if (before.isLost || after.isLost) {
      walk.add(
          at,
          ChangeKind.NOT_COMPARED,
          Impact.BREAKING,
          Impact.BREAKING,
          at.name() + " refers to a schema that is not there.",
          "correct the reference");
    } else if (before.isNever || after.isNever) {
      if (before.isNever != after.isNever) {
        walk.add(
            at,
            before.isNever ? ChangeKind.CONSTRAINT_LOOSENED : ChangeKind.CONSTRAINT_TIGHTENED,
            before.isNever ? Impact.SAFE : Impact.BREAKING,
            before.isNever ? Impact.BREAKING : Impact.SAFE,
            before.isNever
                ? at.name() + " was never allowed and is."
                : at.name() + " is never allowed any more.",
            "");
      }
    } else if (before.choices.isEmpty() != after.choices.isEmpty()) {
      new JsonChoices(this, at).compare(before.alternatives(), after.alternatives(), false);
    } else {
      new JsonKeywordChanges(walk, at).compare(before, after);
      new JsonStructure(this, at).compare(before, after);
      choices(at, before, after);
    }
  }

  private void choices(Spot at, JsonView before, JsonView after) {
    int both = Math.min(before.choices.size(), after.choices.size());
    for (int i = 0; i < both; i++) {
      Choice old = before.choices.get(i);
      Choice now = after.choices.get(i);
      if (old.isExclusive() != now.isExclusive()) {
        walk.add(
            at,
            ChangeKind.CONSTRAINT_CHANGED,
            Impact.RISKY,
            Impact.RISKY,
            "%s had `%s` and has `%s`."
                .formatted(at.name(), word(old.isExclusive()), word(now.isExclusive())),
            "");
      }
      new JsonChoices(this, at)
          .compare(
              old.branches().stream()
                  .map(node -> JsonView.of(oldDocuments, List.of(node)))
                  .toList(),
              now.branches().stream()
                  .map(node -> JsonView.of(newDocuments, List.of(node)))
                  .toList(),
              now.isExclusive());
    }
    for (int i = both; i < before.choices.size(); i++) {
      walk.add(
          at,
          ChangeKind.CONSTRAINT_LOOSENED,
          Impact.SAFE,
          Impact.BREAKING,
          "%s has an `anyOf` or `oneOf` less.".formatted(at.name()),
          "");
    }
    for (int i = both; i < after.choices.size(); i++) {
      walk.add(
          at,
          ChangeKind.CONSTRAINT_TIGHTENED,
          Impact.BREAKING,
          Impact.SAFE,
          "%s has an `anyOf` or `oneOf` more.".formatted(at.name()),
          "");
    }
  }

  private static String word(boolean isExclusive) {
    return isExclusive ? "oneOf" : "anyOf";
  }
}
