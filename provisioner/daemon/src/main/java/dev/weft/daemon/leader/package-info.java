// SPDX-License-Identifier: Apache-2.0
/// Requests that only the daemon that writes can answer.
@NullMarked
package dev.weft.daemon.leader;

import org.jspecify.annotations.NullMarked;
