// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

import org.jspecify.annotations.Nullable;

/// How a product is doing, in one word.
public final class Health {

  /// All clusters are as Git wants them.
  public static final String READY = "ready";

  /// Some cluster is being changed, or differs.
  public static final String WORKING = "working";

  /// Somebody has to do something.
  public static final String STALLED = "stalled";

  /// Nobody has looked.
  public static final String UNKNOWN = "unknown";

  private Health() {}

  /// The worst of several words, joined by commas; unknown when there are none.
  public static String worst(@Nullable String words) {
    if (words == null) {
      return UNKNOWN;
    }
    if (words.contains(STALLED)) {
      return STALLED;
    }
    if (words.contains(WORKING)) {
      return WORKING;
    }
    return words.contains(READY) ? READY : UNKNOWN;
  }
}
