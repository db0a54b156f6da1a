// SPDX-License-Identifier: Apache-2.0
/// The seams of the loop on real servers.
@NullMarked
package dev.weft.daemon.live;

import org.jspecify.annotations.NullMarked;
