// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/// Compares what a file wants with what a server has: only fields that are wanted count, since the
/// server adds many of its own.
final class Wanted {

  private Wanted() {}

  /// Whether everything that is wanted is there already. Lists are sets, as the identity provider
  /// treats them.
  static boolean isMet(JsonNode wanted, JsonNode known) {
    if (wanted.isObject()) {
      return wanted.properties().stream()
          .allMatch(field -> isMet(field.getValue(), known.path(field.getKey())));
    }
    if (wanted.isArray()) {
      return known.isArray() ? elements(wanted).equals(elements(known)) : wanted.isEmpty();
    }
    return wanted.asText().equals(known.asText());
  }

  /// What the server has, with the wanted fields put in: what an update has to send.
  static ObjectNode merged(JsonNode known, JsonNode wanted) {
    ObjectNode result = known.deepCopy();
    wanted
        .properties()
        .forEach(field -> {
          JsonNode old = result.path(field.getKey());
          result.set(
              field.getKey(),
              old.isObject() && field.getValue().isObject()
                  ? merged(old, field.getValue())
                  : field.getValue());
        });
    return result;
  }

  private static Set<JsonNode> elements(JsonNode list) {
    var elements = new HashSet<JsonNode>();
    list.forEach(elements::add);
    return elements;
  }
}
