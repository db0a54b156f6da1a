// SPDX-License-Identifier: Apache-2.0
/// What the daemon tells about itself: status, health, metrics.
@NullMarked
package dev.weft.daemon.status;

import org.jspecify.annotations.NullMarked;
