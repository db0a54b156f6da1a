// SPDX-License-Identifier: Apache-2.0
/// Where data comes from and where it goes, laid out for drawing.
@NullMarked
package dev.weft.catalog.lineage;

import org.jspecify.annotations.NullMarked;
