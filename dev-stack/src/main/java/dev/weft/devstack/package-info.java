// SPDX-License-Identifier: Apache-2.0
/// The real servers on this machine: started as child processes on loopback, found again, and
/// ended.
///
/// Start reading at [dev.weft.devstack.DevStack]; tests of other modules start at
/// [dev.weft.devstack.TestStack].
@NullMarked
package dev.weft.devstack;

import org.jspecify.annotations.NullMarked;
