// SPDX-License-Identifier: Apache-2.0
/// Sends the sample records of a mesh repository to topics that are still empty, so that a new mesh
/// has something to read.
@NullMarked
package dev.weft.provisioner.feed;

import org.jspecify.annotations.NullMarked;
