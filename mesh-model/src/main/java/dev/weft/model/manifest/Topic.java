// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.diagnostic.Location;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one place says about a topic; everything may be absent.
///
/// @param name an existing topic's name
/// @param adopt whether an existing topic may be taken over
/// @param partitions number of partitions
/// @param replication replicas of each partition
/// @param config by Kafka's keys, values normalised; the words `retention`, `retentionSize` and
///   `cleanup` are in here too
/// @param locations where each of `name`, `adopt`, `partitions`, `replication` and each config key
///   stands
public record Topic(
    @Nullable String name,
    @Nullable Boolean adopt,
    @Nullable Integer partitions,
    @Nullable Integer replication,
    SortedMap<String, String> config,
    SortedMap<String, Location> locations) {

  public Topic {
    config = Collections.unmodifiableSortedMap(config);
    locations = Collections.unmodifiableSortedMap(locations);
  }

  /// A place that says nothing.
  public static final Topic NOTHING =
      new Topic(null, null, null, null, new TreeMap<>(), new TreeMap<>());

  /// This with another lying over it: what the other says wins, key by key.
  public Topic overlaidBy(Topic other) {
    if (other.locations.isEmpty()) {
      return this;
    }
    TreeMap<String, String> configs = new TreeMap<>(config);
    configs.putAll(other.config);
    TreeMap<String, Location> places = new TreeMap<>(locations);
    places.putAll(other.locations);
    return new Topic(
        other.name == null ? name : other.name,
        other.adopt == null ? adopt : other.adopt,
        other.partitions == null ? partitions : other.partitions,
        other.replication == null ? replication : other.replication,
        configs,
        places);
  }
}
