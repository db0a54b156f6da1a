// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.resource.Desired;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns the registry's refusals of a schema into sentences. For a missing default Apicurio says
/// only `{"description":"amount","context":"/fields/1"}`.
final class Refusals {

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern TYPES =
      Pattern.compile("reader type: (\\w+) not compatible with writer type: (\\w+)");
  private static final Pattern AVRO_FIELD = Pattern.compile(".*/fields/[0-9]+");

  private Refusals() {}

  /// What is wrong with the schema, and what to do.
  static String sentence(Desired.Schema schema, RegistryException refusal) {
    Problem problem = refusal.problem();
    if (problem == null || !problem.isRuleViolation()) {
      return String.valueOf(refusal.getMessage());
    }
    if (problem.causes().isEmpty()) {
      return "The registry cannot use "
          + schema.location().file()
          + ": "
          + problem.words()
          + " Check its syntax and that everything it refers to is registered.";
    }
    return "The registry refuses the new version of "
        + schema.key().group()
        + "/"
        + schema.key().artifact()
        + " under rule "
        + schema.compatibility()
        + ": "
        + causes(schema, problem.causes())
        + ". Make the change compatible, or publish a new major version of the port.";
  }

  private static String causes(Desired.Schema schema, List<Problem.Cause> causes) {
    JsonNode content = schema.format() == SchemaFormat.AVRO ? parsed(schema.content()) : null;
    return causes.stream()
        .map(cause -> cause(content, cause))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String cause(@Nullable JsonNode avro, Problem.Cause cause) {
    String text = avro == null ? cause.description() : avro(avro, cause);
    return cause.context().isEmpty() ? text : text + " (at " + cause.context() + ")";
  }

  private static String avro(JsonNode schema, Problem.Cause cause) {
    String what = cause.description();
    String where = cause.context();
    if (AVRO_FIELD.matcher(where).matches() && IDENTIFIER.matcher(what).matches()) {
      JsonNode field = schema.at(where);
      boolean isNew = field.path("name").asText("").equals(what) && !field.has("default");
      return isNew
          ? "field `" + what + "` was added without a default"
          : "field `"
              + what
              + "` was removed, and readers of the other version have no default"
              + " for it";
    }
    if (where.endsWith("/symbols")) {
      String symbols = what.replaceAll("[\\[\\]]", "");
      boolean isNew =
          schema.at(where).isArray()
              && schema.at(where).toString().contains('"' + symbols.split(", ")[0] + '"');
      return (isNew ? "new enum symbols unknown to other readers: " : "enum symbols were removed: ")
          + symbols;
    }
    var types = TYPES.matcher(what);
    if (types.matches()) {
      return "a reader that expects " + types.group(1) + " cannot read " + types.group(2);
    }
    return what;
  }

  private static @Nullable JsonNode parsed(String content) {
    try {
      return Json.read(content);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
