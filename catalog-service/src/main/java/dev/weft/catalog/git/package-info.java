// SPDX-License-Identifier: Apache-2.0
/// The mesh repository over smart HTTP: clone, fetch, and push of branches.
@NullMarked
package dev.weft.catalog.git;

import org.jspecify.annotations.NullMarked;
