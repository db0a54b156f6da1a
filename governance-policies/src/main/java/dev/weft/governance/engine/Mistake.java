// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

/// Something wrong with an expression.
///
/// @param message what, without a full stop
/// @param hint what to do; may be empty
/// @param offset 0-based position in the text, in code points; 0 when the whole is meant
public record Mistake(String message, String hint, int offset) {}
