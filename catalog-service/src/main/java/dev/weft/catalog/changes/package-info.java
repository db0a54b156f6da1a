// SPDX-License-Identifier: Apache-2.0
/// The live feed of what has changed.
@NullMarked
package dev.weft.catalog.changes;

import org.jspecify.annotations.NullMarked;
