// SPDX-License-Identifier: Apache-2.0
/// Domains and what belongs to them.
@NullMarked
package dev.weft.catalog.domain;

import org.jspecify.annotations.NullMarked;
