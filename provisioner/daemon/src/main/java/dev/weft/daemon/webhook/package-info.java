// SPDX-License-Identifier: Apache-2.0
/// Deliveries of Git hosts, which say that a branch may have moved.
@NullMarked
package dev.weft.daemon.webhook;

import org.jspecify.annotations.NullMarked;
