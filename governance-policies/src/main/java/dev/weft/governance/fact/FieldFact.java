// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.List;
import java.util.Optional;

/// A field of a schema.
///
/// @param path names from the root, as `address.lines[]`
/// @param name the last name of the path
/// @param plain the name in lower-case words joined by `_`
/// @param type `string`, `long`, `timestamp`, `enum`, `record` …
/// @param isRequired whether every record carries a value
/// @param doc its documentation; may be empty
/// @param tags words such as `pii`
/// @param term the term it is bound to; may be empty
/// @param meaning the term it is bound to, when that is defined
/// @param resembles the term whose name or synonym it has without being bound to one; may be empty
/// @param values symbols of an enum
/// @param format how values are written, as far as the schema says; may be empty
public record FieldFact(
    @Meaning("names from the root, as `address.lines[]`") String path,
    @Meaning("the last name of the path") String name,
    @Meaning("the name in lower-case words joined by `_`") String plain,
    @Meaning("`string`, `long`, `timestamp`, `enum`, `record` …") String type,
    @Meaning("whether every record carries a value") boolean isRequired,
    @Meaning("its documentation; may be empty") String doc,
    @Meaning("words such as `pii`") List<String> tags,
    @Meaning("the term it is bound to; may be empty") String term,
    @Meaning("the term it is bound to, when that is defined") Optional<TermFact> meaning,
    @Meaning("the term whose name or synonym it has without being bound to one; may be empty")
        String resembles,
    @Meaning("symbols of an enum") List<String> values,
    @Meaning("how values are written, as far as the schema says; may be empty") String format)
    implements Fact {

  public FieldFact {
    tags = List.copyOf(tags);
    values = List.copyOf(values);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "path" -> path;
      case "name" -> name;
      case "plain" -> plain;
      case "type" -> type;
      case "isRequired" -> isRequired;
      case "doc" -> doc;
      case "tags" -> tags;
      case "term" -> term;
      case "meaning" -> meaning;
      case "resembles" -> resembles;
      case "values" -> values;
      case "format" -> format;
      default -> throw Fact.unknown(component);
    };
  }
}
