// SPDX-License-Identifier: Apache-2.0
/// What the daemon has seen and done lately, one event after the other.
@NullMarked
package dev.weft.daemon.history;

import org.jspecify.annotations.NullMarked;
