// SPDX-License-Identifier: Apache-2.0
/// Pausing and resuming what the daemon changes.
@NullMarked
package dev.weft.daemon.pause;

import org.jspecify.annotations.NullMarked;
