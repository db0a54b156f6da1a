// SPDX-License-Identifier: Apache-2.0
/// One product: its page, the schema of a port, its consumers.
@NullMarked
package dev.weft.catalog.product;

import org.jspecify.annotations.NullMarked;
