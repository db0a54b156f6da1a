// SPDX-License-Identifier: Apache-2.0
/// Schemas of ports as one normalised list of fields, whatever their format.
@NullMarked
package dev.weft.model.schema;

import org.jspecify.annotations.NullMarked;
