// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The registry's account of what is wrong (RFC 7807 in its own dialect).
///
/// @param name the class of failure, such as `RuleViolationException`
/// @param title one line
/// @param detail one line, often the title with a Java class before it
/// @param causes single violations of a rule
record Problem(String name, String title, String detail, List<Cause> causes) {

  Problem {
    causes = List.copyOf(causes);
  }

  /// One violation.
  ///
  /// @param description what; for a missing default only the field's name
  /// @param context JSON pointer or message name
  record Cause(String description, String context) {}

  /// Reads a body; empty when it is not a problem, such as a proxy's HTML page.
  static Optional<Problem> parse(byte[] body) {
    JsonNode node;
    try {
      node = Json.read(body);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (!node.isObject() || !node.hasNonNull("status")) {
      return Optional.empty();
    }
    var causes = new ArrayList<Cause>();
    node.path("causes")
        .forEach(cause ->
            causes.add(
                new Cause(cause.path("description").asText(""), cause.path("context").asText(""))));
    return Optional.of(
        new Problem(
            node.path("name").asText(""),
            node.path("title").asText(""),
            node.path("detail").asText(""),
            causes));
  }

  /// Whether it says that an item of the registry does not exist. A wrong path is also a 404 and
  /// must not be taken for that.
  boolean isAbsence() {
    return switch (name) {
      case "ArtifactNotFoundException",
          "VersionNotFoundException",
          "RuleNotFoundException",
          "GroupNotFoundException",
          "ContentNotFoundException" ->
          true;
      default -> false;
    };
  }

  boolean isRuleViolation() {
    return name.equals("RuleViolationException") || name.equals("UnprocessableSchemaException");
  }

  /// The registry's words in one line: the title, and the detail where it adds anything.
  String words() {
    String first = title.isEmpty() ? name : title;
    return detail.isEmpty() || detail.contains(first) || first.contains(detail)
        ? first
        : first + " (" + detail + ")";
  }
}
