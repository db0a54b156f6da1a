// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

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

  /// A partition.
  record Place(String topic, int partition) {}

  /// Where a partition begins, and where its next record will stand.
  record Extent(long begin, long end) {}
}
