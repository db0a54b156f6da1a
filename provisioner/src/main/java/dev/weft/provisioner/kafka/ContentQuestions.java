// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.UseReader.Content;
import dev.weft.provisioner.driver.UseReader.TopicContents;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.jspecify.annotations.Nullable;

/// What topics hold: four questions about offsets and times for all partitions together, and one
/// about sizes.
final class ContentQuestions {

  private final Connection connection;
  private final Clock clock;

  ContentQuestions(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  TopicContents read(Set<String> topics) {
    Instant readAt = clock.instant();
    if (topics.isEmpty()) {
      return new TopicContents(connection.cluster(), readAt, Map.of());
    }
    Admin admin = connection.reads();
    Map<String, List<TopicPartition>> places = new HashMap<>();
    TopicReader.withoutConfigs(connection, List.copyOf(topics))
        .forEach((name, topic) -> {
          List<TopicPartition> all = new ArrayList<>();
          for (int partition = 0; partition < topic.partitions(); partition++) {
            all.add(new TopicPartition(name, partition));
          }
          places.put(name, all);
        });
    ListOffsetsResult begins = ask(admin, places, OffsetSpec.earliest());
    ListOffsetsResult ends = ask(admin, places, OffsetSpec.latest());
    // The first record at or after the beginning of time.
    ListOffsetsResult oldest = ask(admin, places, OffsetSpec.forTimestamp(0));
    ListOffsetsResult newest = ask(admin, places, OffsetSpec.maxTimestamp());
    Map<TopicPartition, Long> sizes = sizes(admin, places);
    Map<String, Content> contents = HashMap.newHashMap(places.size());
    places.forEach((name, all) -> {
      var sum = new Sum();
      for (TopicPartition place : all) {
        sum.begin += info(begins, place).offset();
        sum.end += info(ends, place).offset();
        sum.oldest(time(info(oldest, place)));
        sum.newest(time(info(newest, place)));
        sum.bytes(sizes.get(place));
      }
      contents.put(name, sum.content());
    });
    return new TopicContents(connection.cluster(), readAt, contents);
  }

  private static ListOffsetsResult ask(
      Admin admin, Map<String, List<TopicPartition>> places, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
    places.values().forEach(all -> all.forEach(place -> questions.put(place, spec)));
    return admin.listOffsets(questions);
  }

  private ListOffsetsResultInfo info(ListOffsetsResult result, TopicPartition place) {
    return read("ListOffsets of " + place, Answer.of(result.partitionResult(place)));
  }

  private static @Nullable Instant time(ListOffsetsResultInfo info) {
    return info.offset() < 0 || info.timestamp() < 0
        ? null
        : Instant.ofEpochMilli(info.timestamp());
  }

  /// The largest copy of each partition; nothing when the cluster does not let us know.
  private Map<TopicPartition, Long> sizes(Admin admin, Map<String, List<TopicPartition>> places) {
    Map<TopicPartition, Long> sizes = new HashMap<>();
    List<Integer> brokers = new ArrayList<>();
    for (Node node : read("DescribeCluster", Answer.of(admin.describeCluster().nodes()))) {
      brokers.add(node.id());
    }
    Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> calls =
        admin.describeLogDirs(brokers).descriptions();
    for (KafkaFuture<Map<String, LogDirDescription>> call : calls.values()) {
      Answer<Map<String, LogDirDescription>> answer = Answer.of(call);
      if (answer.error() instanceof ClusterAuthorizationException) {
        return Map.of();
      }
      read("DescribeLogDirs", answer)
          .values()
          .forEach(directory ->
              directory
                  .replicaInfos()
                  .forEach((place, replica) -> {
                    if (places.containsKey(place.topic()) && !replica.isFuture()) {
                      sizes.merge(place, replica.size(), Math::max);
                    }
                  }));
    }
    return sizes;
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

  /// A topic's partitions together.
  private static final class Sum {
    private long begin;
    private long end;
    private @Nullable Instant oldestAt;
    private @Nullable Instant newestAt;
    private @Nullable Long bytes;

    private void oldest(@Nullable Instant at) {
      if (at != null && (oldestAt == null || at.isBefore(oldestAt))) {
        oldestAt = at;
      }
    }

    private void newest(@Nullable Instant at) {
      if (at != null && (newestAt == null || at.isAfter(newestAt))) {
        newestAt = at;
      }
    }

    private void bytes(@Nullable Long size) {
      if (size != null) {
        bytes = bytes == null ? size : bytes + size;
      }
    }

    private Content content() {
      return new Content(begin, end, oldestAt, newestAt, bytes);
    }
  }
}
