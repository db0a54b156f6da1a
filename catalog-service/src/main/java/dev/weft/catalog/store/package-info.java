// SPDX-License-Identifier: Apache-2.0
/// The read model in PostgreSQL: its tables, and reading documents by their keys.
@NullMarked
package dev.weft.catalog.store;

import org.jspecify.annotations.NullMarked;
