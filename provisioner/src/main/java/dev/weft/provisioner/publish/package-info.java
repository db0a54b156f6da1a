// SPDX-License-Identifier: Apache-2.0
/// What the rest of the platform is told: documents about the mesh, its domains and products, what
/// has become of them on the clusters, and the timed facts of grants. Pure functions; the log is
/// written by whoever calls.
@NullMarked
package dev.weft.provisioner.publish;

import org.jspecify.annotations.NullMarked;
