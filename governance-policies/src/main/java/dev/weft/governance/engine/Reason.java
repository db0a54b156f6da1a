// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

/// A part of an expression with the value that it had.
///
/// @param text the part
/// @param value in words; of a loop over items the first ones that decided it
public record Reason(String text, String value) {}
