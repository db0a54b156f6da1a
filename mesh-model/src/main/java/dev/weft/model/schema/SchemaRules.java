// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.ArrayList;
import java.util.List;

/// The rules that schema files are checked by; their ids are stable.
public final class SchemaRules {

  private static final List<Rule> CATALOGUE = new ArrayList<>();

  public static final String SYNTAX =
      rule("syntax", "A schema file is UTF-8 text that follows the grammar of its language.");
  public static final String MISSING_FILE =
      rule("missing-file", "The schema file of a port exists.");
  public static final String MISSING_REFERENCE =
      rule("missing-reference", "Every file that a schema imports, refers to or lists exists.");
  public static final String UNKNOWN_TYPE =
      rule(
          "unknown-type",
          "Every type that a schema uses is defined in it or in a file it refers to.");
  public static final String CYCLE =
      rule("cycle", "Schema files never refer to each other in a circle.");
  public static final String TOO_LARGE =
      rule("too-large", "A schema stays within the limits on size, nesting, fields and files.");
  public static final String REMOTE_REFERENCE =
      rule("remote-reference", "A schema never refers to anything outside the repository by URL.");
  public static final String OUTSIDE_REPOSITORY =
      rule("outside-repository", "A path to a schema file stays inside the repository.");
  public static final String NO_MESSAGE =
      rule("no-message", "It is clear which record or message the values of a port are.");
  public static final String UNSUPPORTED_FORMAT =
      rule(
          "unsupported-format",
          "A schema is Avro, Protobuf (proto3) or JSON Schema (draft 7 or newer).");
  public static final String UNREADABLE = rule("unreadable", "A schema file can be read.");
  public static final String DUPLICATE_NAME =
      rule(
          "duplicate-name", "No name, key or field number is given twice where it must be unique.");
  public static final String INVALID_NAME =
      rule(
          "invalid-name",
          "Names in a schema consist of letters, digits and `_`, and begin with no digit.");
  public static final String INVALID_DEFAULT =
      rule("invalid-default", "The default of a field is a value of the field's type.");
  public static final String INVALID =
      rule("invalid", "Every part of a schema has the shape its language asks for.");
  public static final String UNUSED_REFERENCE =
      rule("unused-reference", "A reference that a port lists is used by its schema.");
  public static final String LOGICAL_TYPE =
      rule("logical-type", "A logical type is known and fits the type it stands on.");

  private SchemaRules() {}

  /// One rule.
  ///
  /// @param id such as `schema/syntax`
  /// @param description one sentence saying what holds when the rule is kept
  public record Rule(String id, String description) {}

  /// All rules, in the order they are written here.
  public static List<Rule> catalogue() {
    return List.copyOf(CATALOGUE);
  }

  private static String rule(String name, String description) {
    String id = "schema/" + name;
    CATALOGUE.add(new Rule(id, description));
    return id;
  }
}
