// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.Optional;

/// What records are keyed by.
///
/// @param type `string`, `long`, `uuid` or `bytes`
/// @param field path of the field that the key repeats; may be empty
/// @param isRequired whether every record carries a value in that field; false when there is none
/// @param term the term that field is bound to; may be empty
/// @param meaning the term that field is bound to, when that is defined
public record KeyFact(
    @Meaning("`string`, `long`, `uuid` or `bytes`") String type,
    @Meaning("path of the field that the key repeats; may be empty") String field,
    @Meaning("whether every record carries a value in that field; false when there is none")
        boolean isRequired,
    @Meaning("the term that field is bound to; may be empty") String term,
    @Meaning("the term that field is bound to, when that is defined") Optional<TermFact> meaning)
    implements Fact {

  @Override
  public Object component(String component) {
    return switch (component) {
      case "type" -> type;
      case "field" -> field;
      case "isRequired" -> isRequired;
      case "term" -> term;
      case "meaning" -> meaning;
      default -> throw Fact.unknown(component);
    };
  }
}
