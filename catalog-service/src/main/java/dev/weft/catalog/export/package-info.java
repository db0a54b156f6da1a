// SPDX-License-Identifier: Apache-2.0
/// Ports in the words of other standards, at addresses that stay.
@NullMarked
package dev.weft.catalog.export;

import org.jspecify.annotations.NullMarked;
