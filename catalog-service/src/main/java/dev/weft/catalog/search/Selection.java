// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.search.Vocabulary.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A question in the language of the index: words and filters are one `tsquery`.
///
/// @param words the words alone; null when the question has none that say something
/// @param filters the chosen values of each facet
record Selection(@Nullable String words, Map<FacetName, Set<String>> filters) {

  /// All words have to occur.
  static Selection all(List<Term> terms, Map<FacetName, Set<String>> filters) {
    return new Selection(joined(terms, " & "), filters);
  }

  /// Some word has to occur.
  static Selection any(List<Term> terms, Map<FacetName, Set<String>> filters) {
    return new Selection(joined(terms, " | "), filters);
  }

  /// The condition; null when everything is selected.
  @Nullable String query() {
    return query(null);
  }

  /// The condition without the filter of one facet; null when everything is selected.
  @Nullable String queryWithout(FacetName facet) {
    return query(facet);
  }

  private @Nullable String query(@Nullable FacetName without) {
    List<String> parts = new ArrayList<>();
    if (words != null) {
      parts.add("(" + words + ")");
    }
    filters.forEach((facet, values) -> {
      if (facet != without) {
        parts.add(
            values.stream()
                .map(value -> quoted(facet.token(value)))
                .collect(Collectors.joining(" | ", "(", ")")));
      }
    });
    return parts.isEmpty() ? null : String.join(" & ", parts);
  }

  private static @Nullable String joined(List<Term> terms, String operator) {
    String joined =
        terms.stream()
            .filter(term -> term.stem() != null)
            .map(term -> quoted(String.valueOf(term.stem())) + (term.isPrefix() ? ":*" : ""))
            .distinct()
            .collect(Collectors.joining(operator));
    return joined.isEmpty() ? null : joined;
  }

  static String quoted(String lexeme) {
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
