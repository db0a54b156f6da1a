// SPDX-License-Identifier: Apache-2.0
/// The mesh as one environment sees it: defaults, overlays and references resolved.
@NullMarked
package dev.weft.model.mesh;

import org.jspecify.annotations.NullMarked;
