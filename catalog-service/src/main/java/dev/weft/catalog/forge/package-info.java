// SPDX-License-Identifier: Apache-2.0
/// Change requests: what is proposed, who may approve it, and how it gets into the main branch.
@NullMarked
package dev.weft.catalog.forge;

import org.jspecify.annotations.NullMarked;
