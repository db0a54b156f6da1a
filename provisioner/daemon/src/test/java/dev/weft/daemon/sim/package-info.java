// SPDX-License-Identifier: Apache-2.0
/// A simulation of daemons, servers and Git in one thread of virtual time: the real loop, the real
/// engine and the real log, with faults wherever a process meets the world.
@NullMarked
package dev.weft.daemon.sim;

import org.jspecify.annotations.NullMarked;
