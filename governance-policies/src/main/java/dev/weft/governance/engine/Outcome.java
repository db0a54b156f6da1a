// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

/// What an evaluation gave.
public sealed interface Outcome {

  /// A value.
  record Value(Object value) implements Outcome {}

  /// No value: it failed, or it used up its budget.
  ///
  /// @param reason as a clause: "it takes more than 50,000 steps"
  record Broken(String reason) implements Outcome {}

  /// Whether it is exactly `true`. Whatever is no Boolean passes nothing.
  default boolean isTrue() {
    return this instanceof Value(Object value) && Boolean.TRUE.equals(value);
  }
}
