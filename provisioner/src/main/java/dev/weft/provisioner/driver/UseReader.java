// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Small reads of one Kafka cluster, for what is looked at often.
public interface UseReader {

  /// Reads how far consumer groups have come on topics, in batches.
  ///
  /// @param groupPrefixes what the names of the groups begin with
  /// @param topics those that matter
  /// @throws ObservationException when any part could not be read in full
  TopicUse use(Set<String> groupPrefixes, Set<String> topics);

  /// Reads where partitions begin and end.
  ///
  /// @param topics those that matter; what does not exist is left out
  /// @throws ObservationException when any part could not be read in full
  Map<Place, Extent> extents(Set<String> topics);

  /// Reads what topics hold, in a handful of calls for all of them.
  ///
  /// @param topics those that matter; what does not exist is left out
  /// @throws ObservationException when any part could not be read in full, but for sizes, which a
  ///   cluster may keep to itself
  TopicContents contents(Set<String> topics);

  /// Reads the bindings of principals.
  ///
  /// @throws ObservationException when any part could not be read in full
  Map<AclSet, Set<Acl>> bindings(Set<String> principals);

  /// How far consumer groups have come.
  ///
  /// @param cluster the cluster's name
  /// @param readAt when reading began
  /// @param committed the next offset to read by group and place; groups without any are absent
  /// @param extents of each partition of the topics that exist
  record TopicUse(
      String cluster,
      Instant readAt,
      Map<String, Map<Place, Long>> committed,
      Map<Place, Extent> extents) {}

  /// What topics hold.
  ///
  /// @param readAt when reading began
  /// @param topics by name
  record TopicContents(String cluster, Instant readAt, Map<String, Content> topics) {}

  /// What a topic holds.
  ///
  /// @param begin sum of the first offsets of its partitions
  /// @param end sum of the offsets behind their last records
  /// @param oldestAt time of the oldest record; null when there is none
  /// @param newestAt time of the newest record; null when there is none
  /// @param bytes size of one copy; null when it is not known
  record Content(
      long begin,
      long end,
      @Nullable Instant oldestAt,
      @Nullable Instant newestAt,
      @Nullable Long bytes) {}

  /// A partition.
  record Place(String topic, int partition) {}

  /// Where a partition begins, and where its next record will stand.
  record Extent(long begin, long end) {}
}
