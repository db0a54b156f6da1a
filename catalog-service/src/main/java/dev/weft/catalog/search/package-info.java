// SPDX-License-Identifier: Apache-2.0
/// Finding products: full text with typo correction, facets, suggestions.
@NullMarked
package dev.weft.catalog.search;

import org.jspecify.annotations.NullMarked;
