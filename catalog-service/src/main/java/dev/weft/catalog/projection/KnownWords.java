// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Words that are surely in the vocabulary, so that they are not sent again with each product.
final class KnownWords {

  private static final int MOST = 500_000;

  private final Set<String> words = new HashSet<>();
  private final Set<String> fields = new HashSet<>();

  /// Adds what is not known.
  void strangersTo(
      Collection<String> allWords,
      Collection<String> allFields,
      Set<String> newWords,
      Set<String> newFields) {
    for (String word : allWords) {
      if (!words.contains(word)) {
        newWords.add(word);
      }
    }
    for (String field : allFields) {
      if (!fields.contains(field)) {
        newFields.add(field);
      }
    }
  }

  void addWords(Collection<String> more) {
    if (words.size() > MOST) {
      words.clear();
    }
    words.addAll(more);
  }

  void addFields(Collection<String> more) {
    if (fields.size() > MOST) {
      fields.clear();
    }
    fields.addAll(more);
  }

  /// Forgets everything: the tables are other ones, or a transaction was undone.
  void clear() {
    words.clear();
    fields.clear();
  }
}
