// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

/// One page of a longer list, counted from 1.
///
/// @param number which one
/// @param size how many entries at most
public record Page(int number, int size) {

  /// How many entries lie before it.
  public long offset() {
    return (number - 1L) * size;
  }
}
