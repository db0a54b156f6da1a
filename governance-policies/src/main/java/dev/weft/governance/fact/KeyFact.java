// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

/// What records are keyed by.
///
/// @param type `string`, `long`, `uuid` or `bytes`
/// @param field path of the field that the key repeats; may be empty
public record KeyFact(
    @Meaning("`string`, `long`, `uuid` or `bytes`") String type,
    @Meaning("path of the field that the key repeats; may be empty") String field)
    implements Fact {

  @Override
  public Object component(String component) {
    return switch (component) {
      case "type" -> type;
      case "field" -> field;
      default -> throw Fact.unknown(component);
    };
  }
}
