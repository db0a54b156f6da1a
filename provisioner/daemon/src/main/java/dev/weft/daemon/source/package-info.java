// SPDX-License-Identifier: Apache-2.0
/// The branch of the mesh repository that the daemon follows.
@NullMarked
package dev.weft.daemon.source;

import org.jspecify.annotations.NullMarked;
