// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.TopicFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
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
import org.jspecify.annotations.Nullable;

/// Who uses topics and what is in them: the facts behind a risk.
final class Evidence {

  /// Groups in one call.
  private static final int GROUPS = 500;

  private static final String IDLE = "(no members now)";

  private final Connection connection;

  Evidence(Connection connection) {
    this.connection = connection;
  }

  /// Where a partition begins and ends, and the time of its newest record.
  private record Extent(long begin, long end, long newest) {}

  Map<String, TopicFacts> about(Set<String> topics) {
    if (topics.isEmpty()) {
      return Map.of();
    }
    Admin admin = connection.reads();
    Map<String, Map<TopicPartition, Extent>> extents = extents(admin, topics);
    Map<String, List<String>> facts = new TreeMap<>();
    for (String topic : topics) {
      List<String> lines = new ArrayList<>();
      lines.add(contents(extents.get(topic)));
      facts.put(topic, lines);
    }
    Map<String, List<String>> active = uses(admin, extents, facts);
    Map<String, TopicFacts> all = new TreeMap<>();
    facts.forEach((topic, lines) ->
        all.put(
            topic,
            new TopicFacts(
                lines, active.getOrDefault(topic, List.of()), newest(extents.get(topic)))));
    return all;
  }

  private static @Nullable Instant newest(@Nullable Map<TopicPartition, Extent> partitions) {
    long newest =
        partitions == null
            ? -1
            : partitions.values().stream().mapToLong(Extent::newest).max().orElse(-1);
    return newest < 0 ? null : Instant.ofEpochMilli(newest);
  }

  private Map<String, Map<TopicPartition, Extent>> extents(Admin admin, Set<String> topics) {
    Map<TopicPartition, OffsetSpec> begins = new HashMap<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
    TopicReader.withoutConfigs(connection, List.copyOf(topics))
        .forEach((name, topic) -> {
          for (int partition = 0; partition < topic.partitions(); partition++) {
            var place = new TopicPartition(name, partition);
            begins.put(place, OffsetSpec.earliest());
            ends.put(place, OffsetSpec.latest());
            newest.put(place, OffsetSpec.maxTimestamp());
          }
        });
    ListOffsetsResult first = admin.listOffsets(begins);
    ListOffsetsResult last = admin.listOffsets(ends);
    ListOffsetsResult latest = admin.listOffsets(newest);
    Map<String, Map<TopicPartition, Extent>> extents = new HashMap<>();
    for (TopicPartition place : begins.keySet()) {
      extents
          .computeIfAbsent(place.topic(), _ -> new HashMap<>())
          .put(
              place,
              new Extent(
                  get(first.partitionResult(place), place).offset(),
                  get(last.partitionResult(place), place).offset(),
                  get(latest.partitionResult(place), place).timestamp()));
    }
    return extents;
  }

  private ListOffsetsResultInfo get(
      KafkaFuture<ListOffsetsResultInfo> future, TopicPartition place) {
    Answer<ListOffsetsResultInfo> answer = Answer.of(future);
    ListOffsetsResultInfo info = answer.value();
    if (info == null) {
      Throwable error = answer.error();
      throw Words.unreadable(
          connection,
          "ListOffsets of " + place,
          error == null ? new IllegalStateException("no answer") : error);
    }
    return info;
  }

  private static String contents(@Nullable Map<TopicPartition, Extent> partitions) {
    if (partitions == null) {
      return "there is no such topic";
    }
    long records = 0;
    long newest = -1;
    for (Extent extent : partitions.values()) {
      records += extent.end() - extent.begin();
      newest = Math.max(newest, extent.newest());
    }
    if (records == 0) {
      return "it holds no records";
    }
    // Compaction and transaction markers leave gaps, so the offsets only bound the number.
    return newest < 0
        ? "it holds up to %,d records".formatted(records)
        : "it holds up to %,d records, the newest from %s"
            .formatted(records, Instant.ofEpochMilli(newest));
  }

  /// Adds what is known of groups.
  ///
  /// @return by topic the groups that may be at work now
  private Map<String, List<String>> uses(
      Admin admin,
      Map<String, Map<TopicPartition, Extent>> extents,
      Map<String, List<String>> facts) {
    Map<String, Map<String, Long>> lags = new TreeMap<>();
    List<String> unreadable = new ArrayList<>();
    for (List<String> chunk : Chunks.of(groups(admin, unreadable), GROUPS)) {
      Map<String, ListConsumerGroupOffsetsSpec> specs = HashMap.newHashMap(chunk.size());
      chunk.forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
      ListConsumerGroupOffsetsResult result =
          admin.listConsumerGroupOffsets(specs, new ListConsumerGroupOffsetsOptions());
      for (String group : chunk) {
        Answer<Map<TopicPartition, OffsetAndMetadata>> answer =
            Answer.of(result.partitionsToOffsetAndMetadata(group));
        Map<TopicPartition, OffsetAndMetadata> offsets = answer.value();
        Throwable error = answer.error();
        if (offsets == null) {
          unreadable.add(
              "the offsets of group `%s` could not be read, so its use is unknown: %s"
                  .formatted(group, error == null ? "no answer" : KafkaWords.sentence(error)));
        } else {
          lags(group, offsets, extents, lags);
        }
      }
    }
    Map<String, String> states = states(admin, lags);
    Map<String, List<String>> active = new TreeMap<>();
    facts.forEach((topic, lines) -> {
      Map<String, Long> ofTopic = lags.getOrDefault(topic, Map.of());
      if (ofTopic.isEmpty() && unreadable.isEmpty()) {
        lines.add("no consumer group has read it");
      }
      new TreeMap<>(ofTopic)
          .forEach((group, lag) ->
              lines.add(
                  "group `%s` %s is %,d records behind"
                      .formatted(group, states.getOrDefault(group, ""), lag)));
      lines.addAll(unreadable);
      List<String> atWork = new ArrayList<>(unreadable);
      ofTopic.keySet().stream()
          .filter(group -> !IDLE.equals(states.get(group)))
          .sorted()
          .forEach(atWork::add);
      active.put(topic, atWork);
    });
    return active;
  }

  private List<String> groups(Admin admin, List<String> unreadable) {
    ListGroupsResult result = admin.listGroups();
    Answer<Collection<Throwable>> errors = Answer.of(result.errors());
    Answer<Collection<GroupListing>> valid = Answer.of(result.valid());
    Collection<GroupListing> listings = valid.value();
    Collection<Throwable> failed = errors.value();
    if (listings == null) {
      Throwable error = valid.error();
      throw Words.unreadable(
          connection, "ListGroups", error == null ? new IllegalStateException("no answer") : error);
    }
    if (failed != null) {
      failed.forEach(error ->
          unreadable.add(
              "groups of one broker could not be listed: " + KafkaWords.sentence(error)));
    }
    List<String> names = new ArrayList<>(listings.size());
    for (GroupListing listing : listings) {
      GroupType type = listing.type().orElse(GroupType.UNKNOWN);
      // Share groups keep their progress elsewhere and have no committed offsets.
      if (type != GroupType.SHARE) {
        names.add(listing.groupId());
      }
    }
    return names;
  }

  private static void lags(
      String group,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Map<String, Map<TopicPartition, Extent>> extents,
      Map<String, Map<String, Long>> lags) {
    offsets.forEach((place, offset) -> {
      Map<TopicPartition, Extent> partitions = extents.get(place.topic());
      Extent extent = partitions == null ? null : partitions.get(place);
      if (extent != null && offset != null) {
        long lag = Math.max(0, extent.end() - Math.max(offset.offset(), extent.begin()));
        lags.computeIfAbsent(place.topic(), _ -> new HashMap<>()).merge(group, lag, Long::sum);
      }
    });
  }

  private Map<String, String> states(Admin admin, Map<String, Map<String, Long>> lags) {
    Set<String> groups = new TreeSet<>();
    lags.values().forEach(ofTopic -> groups.addAll(ofTopic.keySet()));
    Map<String, String> states = new HashMap<>();
    admin
        .describeConsumerGroups(groups)
        .describedGroups()
        .forEach((group, future) -> {
          Answer<ConsumerGroupDescription> answer = Answer.of(future);
          ConsumerGroupDescription description = answer.value();
          Throwable error = answer.error();
          if (description != null) {
            states.put(group, state(description.members().size()));
          } else if (error != null) {
            states.put(group, "(members unknown: " + KafkaWords.sentence(error) + ")");
          }
        });
    return states;
  }

  private static String state(int members) {
    return switch (members) {
      case 0 -> IDLE;
      case 1 -> "(active, 1 member)";
      default -> "(active, " + members + " members)";
    };
  }
}
