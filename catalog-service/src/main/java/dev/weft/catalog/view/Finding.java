// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One thing that is wrong, or worth knowing, with its place in the mesh repository.
///
/// @param rule id of the rule or name of the policy
/// @param severity how bad it is
/// @param mode what comes of it
/// @param blocking whether it keeps the product from being changed
/// @param message what is wrong
/// @param hint what to do; may be empty
/// @param file path in the repository
/// @param line 1-based; 0 when the whole file is meant
/// @param column 1-based; 0 when the whole file is meant
public record Finding(
    String rule,
    @Schema(enumeration = {"error", "danger", "warning", "note"}) String severity,
    @Schema(enumeration = {"enforce", "warn", "audit"}) String mode,
    boolean blocking,
    String message,
    String hint,
    String file,
    int line,
    int column) {}
