// SPDX-License-Identifier: Apache-2.0
/// How grants are used, as the committed offsets of their consumers show it. Pure functions; the
/// offsets are read by whoever calls.
@NullMarked
package dev.weft.provisioner.usage;

import org.jspecify.annotations.NullMarked;
