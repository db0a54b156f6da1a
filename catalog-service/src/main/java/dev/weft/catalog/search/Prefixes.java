// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

/// Ranges of words in an index that is sorted by code points.
final class Prefixes {

  private Prefixes() {}

  /// A text that sorts after everything that begins with the prefix, and before all else.
  static String after(String prefix) {
    return prefix + Character.toString(Character.MAX_CODE_POINT);
  }
}
