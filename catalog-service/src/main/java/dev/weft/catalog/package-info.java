// SPDX-License-Identifier: Apache-2.0
/// The catalog: what exists in the mesh, whose it is, and how to get it.
@NullMarked
package dev.weft.catalog;

import org.jspecify.annotations.NullMarked;
