// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.UseReader.Extent;
import dev.weft.provisioner.driver.UseReader.Place;
import dev.weft.provisioner.driver.UseReader.TopicUse;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/// Who reads what, and how far: one list of groups, then some hundreds of groups per call.
final class UseQuestions {

  /// Groups in one call.
  private static final int GROUPS = 500;

  private final Connection connection;
  private final Clock clock;

  UseQuestions(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  TopicUse use(Set<String> groupPrefixes, Set<String> topics) {
    Instant readAt = clock.instant();
    if (topics.isEmpty() || groupPrefixes.isEmpty()) {
      return new TopicUse(connection.cluster(), readAt, Map.of(), Map.of());
    }
    Admin admin = connection.reads();
    // Offsets before ends: a group that reads meanwhile must not seem to be ahead of the topic.
    Map<String, Map<Place, Long>> committed =
        committed(admin, groups(admin, new TreeSet<>(groupPrefixes)), topics);
    return new TopicUse(connection.cluster(), readAt, committed, extents(admin, topics));
  }

  Map<AclSet, Set<Acl>> bindings(Set<String> principals) {
    List<KafkaFuture<Collection<AclBinding>>> calls = new ArrayList<>();
    for (String principal : principals) {
      var entry =
          new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY);
      calls.add(
          connection
              .reads()
              .describeAcls(new AclBindingFilter(ResourcePatternFilter.ANY, entry))
              .values());
    }
    List<AclBinding> bindings = new ArrayList<>();
    calls.forEach(call -> bindings.addAll(read("DescribeAcls", call)));
    return new AclGrouping(connection.cluster()).group(bindings);
  }

  private List<String> groups(Admin admin, NavigableSet<String> prefixes) {
    ListGroupsResult result = admin.listGroups();
    for (Throwable error : read("ListGroups", result.errors())) {
      throw Words.unreadable(connection, "ListGroups", error);
    }
    List<String> names = new ArrayList<>();
    for (GroupListing listing : read("ListGroups", result.valid())) {
      String prefix = prefixes.floor(listing.groupId());
      // Share groups keep their progress elsewhere and have no committed offsets.
      if (prefix != null
          && listing.groupId().startsWith(prefix)
          && listing.type().orElse(GroupType.UNKNOWN) != GroupType.SHARE) {
        names.add(listing.groupId());
      }
    }
    return names;
  }

  private Map<String, Map<Place, Long>> committed(
      Admin admin, List<String> groups, Set<String> topics) {
    Map<String, Map<Place, Long>> committed = new HashMap<>();
    for (List<String> chunk : Chunks.of(groups, GROUPS)) {
      Map<String, ListConsumerGroupOffsetsSpec> specs = HashMap.newHashMap(chunk.size());
      chunk.forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
      ListConsumerGroupOffsetsResult result =
          admin.listConsumerGroupOffsets(specs, new ListConsumerGroupOffsetsOptions());
      for (String group : chunk) {
        Answer<Map<TopicPartition, OffsetAndMetadata>> answer =
            Answer.of(result.partitionsToOffsetAndMetadata(group));
        if (answer.error() instanceof GroupIdNotFoundException) {
          continue;
        }
        Map<Place, Long> offsets = new HashMap<>();
        read("OffsetFetch of group `" + group + "`", answer)
            .forEach((place, offset) -> {
              if (offset != null && topics.contains(place.topic())) {
                offsets.put(new Place(place.topic(), place.partition()), offset.offset());
              }
            });
        if (!offsets.isEmpty()) {
          committed.put(group, offsets);
        }
      }
    }
    return committed;
  }

  Map<Place, Extent> extents(Set<String> topics) {
    return topics.isEmpty() ? Map.of() : extents(connection.reads(), topics);
  }

  private Map<Place, Extent> extents(Admin admin, Set<String> topics) {
    Map<TopicPartition, OffsetSpec> begins = new HashMap<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    TopicReader.withoutConfigs(connection, List.copyOf(topics))
        .forEach((name, topic) -> {
          for (int partition = 0; partition < topic.partitions(); partition++) {
            var place = new TopicPartition(name, partition);
            begins.put(place, OffsetSpec.earliest());
            ends.put(place, OffsetSpec.latest());
          }
        });
    ListOffsetsResult first = admin.listOffsets(begins);
    ListOffsetsResult last = admin.listOffsets(ends);
    Map<Place, Extent> extents = HashMap.newHashMap(begins.size());
    for (TopicPartition place : begins.keySet()) {
      extents.put(
          new Place(place.topic(), place.partition()),
          new Extent(offset(first, place), offset(last, place)));
    }
    return extents;
  }

  private long offset(ListOffsetsResult result, TopicPartition place) {
    ListOffsetsResultInfo info = read("ListOffsets of " + place, result.partitionResult(place));
    return info.offset();
  }

  private <T> T read(String call, KafkaFuture<T> future) {
    return read(call, Answer.of(future));
  }

  private <T> T read(String call, Answer<T> answer) {
    T value = answer.value();
    if (value == null) {
      Throwable error = answer.error();
      throw Words.unreadable(
          connection, call, error == null ? new IllegalStateException("no answer") : error);
    }
    return value;
  }
}
