// SPDX-License-Identifier: Apache-2.0
/// A repository elsewhere, kept as a bare clone on this machine.
@NullMarked
package dev.weft.daemon.remote;

import org.jspecify.annotations.NullMarked;
