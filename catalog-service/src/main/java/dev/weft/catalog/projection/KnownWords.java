// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Words that are surely in the vocabulary, so that they are not sent again with each product.
final class KnownWords {

  private static final int MOST = 500_000;

  private final Set<String> words = new HashSet<>();

  /// Adds what is not known.
  void strangersTo(Collection<String> all, Set<String> strangers) {
    for (String word : all) {
      if (!words.contains(word)) {
        strangers.add(word);
      }
    }
  }

  void addWords(Collection<String> more) {
    if (words.size() > MOST) {
      words.clear();
    }
    words.addAll(more);
  }

  /// Forgets everything: the tables are other ones, or a transaction was undone.
  void clear() {
    words.clear();
  }
}
