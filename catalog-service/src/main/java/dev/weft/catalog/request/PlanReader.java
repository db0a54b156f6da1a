// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.catalog.request.PlanView.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the plan document that the daemon answers (the format `weft.plan`) into what pages show.
final class PlanReader {

  private PlanReader() {}

  /// The plan of a document.
  ///
  /// @throws IllegalArgumentException when it is no plan
  static PlanView read(JsonNode plan) {
    if (!plan.path("format").asText().equals("weft.plan")) {
      throw new IllegalArgumentException("the daemon's answer holds no plan");
    }
    JsonNode summary = plan.path("summary");
    List<PlannedChange> changes = new ArrayList<>();
    for (JsonNode change : plan.path("changes")) {
      changes.add(change(change));
    }
    return new PlanView(
        plan.path("environment").asText(),
        plan.path("digest").asText(),
        new PlanView.Summary(
            summary.path("create").asInt(),
            summary.path("change").asInt(),
            summary.path("delete").asInt(),
            summary.path("blocked").asInt()),
        changes,
        strings(plan.path("problems")));
  }

  private static PlannedChange change(JsonNode change) {
    List<String> details = new ArrayList<>();
    values("", change.path("values"), details);
    details.addAll(strings(change.path("evidence")));
    return new PlannedChange(
        change.path("id").asText(),
        change.path("action").asText(),
        change.path("resource").asText(),
        change.path("kind").asText(),
        change.path("risk").asText(),
        change.path("reason").asText(),
        details,
        blocked(change.path("verdict")));
  }

  private static @Nullable String blocked(JsonNode verdict) {
    return switch (verdict.path("kind").asText()) {
      case "blocked" -> {
        String hint = verdict.path("hint").asText();
        String message = verdict.path("message").asText();
        yield hint.isEmpty() ? message : message + " " + hint;
      }
      case "needs-approval" -> verdict.path("message").asText();
      default -> null;
    };
  }

  /// One line for each value; bindings in the order in which people read them.
  private static void values(String name, JsonNode node, List<String> lines) {
    if (node.has("principal") && node.has("operation")) {
      lines.add(
          "%s may %s from %s (%s)"
              .formatted(
                  node.path("principal").asText(),
                  node.path("operation").asText(),
                  node.path("host").asText(),
                  node.path("permission").asText()));
    } else if (node.has("from") && node.has("to")) {
      lines.add("%s: %s → %s".formatted(name, shown(node.path("from")), shown(node.path("to"))));
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> value : node.properties()) {
        if (!value.getKey().equals("content")) {
          values(
              name.isEmpty() ? value.getKey() : name + "." + value.getKey(),
              value.getValue(),
              lines);
        }
      }
    } else if (node.isArray()) {
      node.forEach(item -> values(name, item, lines));
    } else if (!node.isNull() && !node.isMissingNode()) {
      lines.add(name + ": " + node.asText());
    }
  }

  private static String shown(JsonNode value) {
    return value.isNull() ? "nothing" : value.asText();
  }

  private static List<String> strings(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(each -> all.add(each.asText()));
    return all;
  }
}
