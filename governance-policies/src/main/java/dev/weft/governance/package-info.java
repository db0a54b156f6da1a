// SPDX-License-Identifier: Apache-2.0
/// Policies as code: one call that checks a mesh at every point of enforcement.
@NullMarked
package dev.weft.governance;

import org.jspecify.annotations.NullMarked;
