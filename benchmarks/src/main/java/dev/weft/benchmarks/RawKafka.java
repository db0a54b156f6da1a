// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.jspecify.annotations.Nullable;

/// The admin client in its best call pattern, with nothing around it: what Weft is measured
/// against.
final class RawKafka {

  private static final int READ_CHUNK = 2_500;
  private static final int CREATE_CHUNK = 500;
  private static final long BETWEEN_LOOKS = Duration.ofMillis(20).toNanos();

  private final Admin admin;

  RawKafka(Admin admin) {
    this.admin = admin;
  }

  /// Reads all topics with partitions and configs, all ACLs and all quotas.
  ///
  /// @return how many things were read, so that no part can be left out unseen
  Counts readAll() {
    var acls = admin.describeAcls(AclBindingFilter.ANY).values();
    var quotas = admin.describeClientQuotas(ClientQuotaFilter.all()).entities();
    List<String> names =
        List.copyOf(await(admin.listTopics(new ListTopicsOptions().listInternal(true)).names()));
    List<Future<?>> topics = new ArrayList<>();
    List<Future<?>> configs = new ArrayList<>();
    for (int from = 0; from < names.size(); from += READ_CHUNK) {
      List<String> chunk = names.subList(from, Math.min(from + READ_CHUNK, names.size()));
      topics.addAll(admin.describeTopics(chunk).topicNameValues().values());
      configs.addAll(
          admin
              .describeConfigs(
                  chunk.stream()
                      .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                      .toList())
              .values()
              .values());
    }
    topics.forEach(RawKafka::await);
    configs.forEach(RawKafka::await);
    return new Counts(topics.size(), configs.size(), await(acls).size(), await(quotas).size());
  }

  /// Creates topics in chunks, one chunk after the other.
  void create(Collection<NewTopic> topics) {
    List<NewTopic> all = List.copyOf(topics);
    for (int from = 0; from < all.size(); from += CREATE_CHUNK) {
      Map<String, ? extends Future<?>> results =
          admin.createTopics(all.subList(from, Math.min(from + CREATE_CHUNK, all.size()))).values();
      results.values().forEach(RawKafka::await);
    }
  }

  /// Waits until every topic can be described and each of its partitions has a leader: creating is
  /// answered by the controller, and the brokers follow.
  ///
  /// @param wanted topics in the order in which they were created, which is that in which brokers
  ///   come to know them
  void awaitDescribed(Collection<NewTopic> wanted) {
    List<NewTopic> all = List.copyOf(wanted);
    for (int from = 0; from < all.size(); from += CREATE_CHUNK) {
      List<NewTopic> chunk = all.subList(from, Math.min(from + CREATE_CHUNK, all.size()));
      while (!isDescribed(chunk)) {
        LockSupport.parkNanos(BETWEEN_LOOKS);
      }
    }
  }

  private boolean isDescribed(List<NewTopic> chunk) {
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(chunk.stream().map(NewTopic::name).toList()).topicNameValues();
    boolean isComplete = true;
    for (NewTopic topic : chunk) {
      TopicDescription description =
          awaitOrUnknown(Objects.requireNonNull(answers.get(topic.name())));
      isComplete &=
          description != null
              && description.partitions().size() == topic.numPartitions()
              && description.partitions().stream().allMatch(each -> each.leader() != null);
    }
    return isComplete;
  }

  /// Alters a topic's config and describes it until the new value is there.
  ///
  /// @return how long that took, in seconds
  double alter(String topic, String config, String value) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var change = new AlterConfigOp(new ConfigEntry(config, value), AlterConfigOp.OpType.SET);
    long begin = System.nanoTime();
    await(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
    while (!value.equals(value(resource, config))) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private @Nullable String value(ConfigResource resource, String config) {
    ConfigEntry entry =
        await(
                Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).values().get(resource)))
            .get(config);
    return entry == null ? null : entry.value();
  }

  private static @Nullable TopicDescription awaitOrUnknown(Future<TopicDescription> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return null;
      }
      throw new IllegalStateException("the raw client failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the raw client failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// How much was read.
  record Counts(int topics, int configs, int acls, int quotas) {}
}
