// SPDX-License-Identifier: Apache-2.0
/// The servers that this installation of the catalog has to do with.
@NullMarked
package dev.weft.catalog.deployment;

import org.jspecify.annotations.NullMarked;
