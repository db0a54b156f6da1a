// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import java.util.ArrayList;
import java.util.List;

/// Cuts lists.
final class Chunks {

  private Chunks() {}

  /// Views of the list, each of at most so many elements.
  static <T> List<List<T>> of(List<T> all, int size) {
    List<List<T>> chunks = new ArrayList<>(all.size() / size + 1);
    for (int from = 0; from < all.size(); from += Math.min(size, all.size())) {
      chunks.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return chunks;
  }
}
