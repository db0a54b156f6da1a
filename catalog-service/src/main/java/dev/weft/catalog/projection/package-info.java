// SPDX-License-Identifier: Apache-2.0
/// Keeps the read model equal to the control-plane log.
@NullMarked
package dev.weft.catalog.projection;

import org.jspecify.annotations.NullMarked;
