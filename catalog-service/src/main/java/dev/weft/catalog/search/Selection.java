// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.search.Vocabulary.Term;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words of a question in the language of the index, a `tsquery`; null when it has none that
/// say something.
final class Selection {

  private Selection() {}

  /// All words have to occur.
  static @Nullable String all(List<Term> terms) {
    return joined(terms, " & ");
  }

  /// Some word has to occur.
  static @Nullable String any(List<Term> terms) {
    return joined(terms, " | ");
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
