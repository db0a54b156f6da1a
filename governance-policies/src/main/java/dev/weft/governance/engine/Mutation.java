// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

/// A small change of an expression, which good test cases notice.
///
/// @param text the changed expression
/// @param from the part that is changed
/// @param to what stands there instead
public record Mutation(String text, String from, String to) {}
