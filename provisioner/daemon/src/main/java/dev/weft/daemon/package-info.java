// SPDX-License-Identifier: Apache-2.0
/// The daemon: keeps the servers of one environment as the branch of a mesh repository wants them.
@NullMarked
package dev.weft.daemon;

import org.jspecify.annotations.NullMarked;
