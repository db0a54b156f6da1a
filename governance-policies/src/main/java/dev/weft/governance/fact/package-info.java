// SPDX-License-Identifier: Apache-2.0
/// What policies look at: an immutable snapshot of a mesh as typed records.
@NullMarked
package dev.weft.governance.fact;

import org.jspecify.annotations.NullMarked;
