// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.diagnostic.Location;
import java.util.SortedMap;

/// A topic as the manifest, its overlays and the defaults want it.
///
/// @param name Kafka topic name
/// @param partitions number of partitions
/// @param replication replicas of each partition
/// @param config topic configs by Kafka's keys, values normalised (milliseconds, bytes, sorted
///   sets)
/// @param adopt whether an existing topic may be taken over
/// @param locations where each of `name`, `partitions`, `replication` and each config key was
///   decided, be it the port, an overlay, the domain or the mesh
public record TopicSettings(
    String name,
    int partitions,
    short replication,
    SortedMap<String, String> config,
    boolean adopt,
    SortedMap<String, Location> locations) {}
