// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.diagnostic.Location;
import org.jspecify.annotations.Nullable;

/// A link that copies records from one cluster to another. Topics keep their names.
///
/// @param name its name
/// @param from the cluster that is read
/// @param to the cluster that receives
/// @param principal as whom the link logs in to both clusters; when given, its rights are derived
///   like everybody's, else they are somebody else's business
/// @param location where it is written
public record Link(
    String name, String from, String to, @Nullable String principal, Location location) {}
