// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

/// A place in both schemas, and which readers a change there can reach.
///
/// @param path names from the root
/// @param backward whether readers with the new schema look at it
/// @param forward whether readers with the old schema look at it
/// @param isSwapped whether more means less, as below `not`
/// @param depth steps from the root
record Spot(String path, boolean backward, boolean forward, boolean isSwapped, int depth) {

  static final Spot ROOT = new Spot("", true, true, false, 0);

  Spot field(String name) {
    return at(path.isEmpty() ? name : path + "." + name);
  }

  Spot items() {
    return at(path + "[]");
  }

  Spot values() {
    return at(path + "{}");
  }

  Spot deeper() {
    return at(path);
  }

  Spot swapped() {
    return new Spot(path, backward, forward, !isSwapped, depth + 1);
  }

  Spot only(boolean back, boolean ahead) {
    return new Spot(path, backward && back, forward && ahead, isSwapped, depth);
  }

  /// The path for a sentence.
  String name() {
    return path.isEmpty() ? "The record" : "`" + path + "`";
  }

  private Spot at(String next) {
    return new Spot(next, backward, forward, isSwapped, depth + 1);
  }
}
