// SPDX-License-Identifier: Apache-2.0
/// The reconcile loop: when to look, what to do, what came of it.
@NullMarked
package dev.weft.daemon.loop;

import org.jspecify.annotations.NullMarked;
