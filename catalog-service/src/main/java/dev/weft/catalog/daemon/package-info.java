// SPDX-License-Identifier: Apache-2.0
/// What the catalog asks the daemon: plans, and to look at once.
@NullMarked
package dev.weft.catalog.daemon;

import org.jspecify.annotations.NullMarked;
