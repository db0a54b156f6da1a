// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong, or worth knowing, about a product.
///
/// @param rule id of the rule or name of the policy
/// @param check the part of the policy that found it, when it has several
/// @param severity `error`, `danger`, `warning` or `note`
/// @param mode `enforce`, `warn` or `audit`
/// @param blocking whether it keeps the product from being changed
/// @param message what is wrong
/// @param hint what to do; may be empty
/// @param file path in the repository
/// @param line 1-based; 0 when the whole file is meant
/// @param column 1-based; 0 when the whole file is meant
public record FindingDocument(
    String rule,
    @Nullable String check,
    String severity,
    String mode,
    boolean blocking,
    String message,
    String hint,
    String file,
    int line,
    int column) {}
