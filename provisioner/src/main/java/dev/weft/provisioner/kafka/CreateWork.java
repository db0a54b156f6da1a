// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.ClusterSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/// Creates topics.
final class CreateWork implements Work {

  private final Connection connection;
  private final Limits limits;

  CreateWork(Connection connection, Limits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  @Override
  public String name(PlannedChange planned) {
    return "create topic `" + create(planned).resource().name() + "`";
  }

  @Override
  public int most() {
    return limits.topics();
  }

  @Override
  public int weight(PlannedChange planned) {
    Change.CreateTopic create = create(planned);
    return 1 + Math.max(1, create.partitions()) + create.config().size();
  }

  @Override
  public boolean isLookedAtEarly() {
    return true;
  }

  @Override
  public Sent send(List<PlannedChange> chunk) {
    Map<String, KafkaFuture<Void>> results = request(connection, chunk, false);
    return planned -> Futures.verdict(results, create(planned).resource().name());
  }

  /// Sends the topics, or asks whether they could be created.
  static Map<String, KafkaFuture<Void>> request(
      Connection connection, List<PlannedChange> chunk, boolean isQuestion) {
    List<NewTopic> topics = new ArrayList<>(chunk.size());
    for (PlannedChange planned : chunk) {
      topics.add(topic(create(planned)));
    }
    return connection
        .writes()
        .createTopics(
            topics, new CreateTopicsOptions().validateOnly(isQuestion).retryOnQuotaViolation(false))
        .values();
  }

  private static NewTopic topic(Change.CreateTopic create) {
    // -1 leaves a number to the cluster's default.
    Optional<Integer> partitions =
        create.partitions() > 0 ? Optional.of(create.partitions()) : Optional.empty();
    Optional<Short> replication =
        create.replication() > 0 ? Optional.of(create.replication()) : Optional.empty();
    return new NewTopic(create.resource().name(), partitions, replication).configs(create.config());
  }

  @Override
  public @Nullable Verdict meaning(PlannedChange planned, Throwable error, boolean isDoubted) {
    if (!(error instanceof TopicExistsException)) {
      return null;
    }
    if (isDoubted) {
      // Most likely our own: read it back and compare it in full.
      return new Verdict.Accepted();
    }
    return new Verdict.Refused(
        "Topic `%s` already exists on cluster `%s`: somebody made it after it was planned. Plan again; a manifest with `adopt: true` takes an existing topic over."
            .formatted(create(planned).resource().name(), connection.cluster()));
  }

  @Override
  public Map<PlannedChange, Sight> look(List<PlannedChange> changes, boolean isDoubted) {
    List<String> names =
        changes.stream().map(planned -> create(planned).resource().name()).toList();
    Map<String, ClusterSnapshot.Topic> seen =
        isDoubted
            ? TopicReader.full(connection, names)
            : TopicReader.withoutConfigs(connection, names);
    Map<PlannedChange, Sight> sights = new HashMap<>();
    for (PlannedChange planned : changes) {
      Change.CreateTopic create = create(planned);
      ClusterSnapshot.Topic topic = seen.get(create.resource().name());
      sights.put(planned, topic == null ? new Sight.Absent() : sight(create, topic, isDoubted));
    }
    return sights;
  }

  private static Sight sight(
      Change.CreateTopic create, ClusterSnapshot.Topic topic, boolean isDoubted) {
    boolean isSame =
        (create.partitions() <= 0 || topic.partitions() == create.partitions())
            && (!isDoubted
                || (create.replication() <= 0 || topic.replication() == create.replication())
                    && topic.overrides().equals(create.config()));
    return isSame
        ? new Sight.There()
        : new Sight.Different(
            "Topic `%s` exists with other settings than planned (%d partitions, %d replicas, %s): it is not the one this run made. Plan again."
                .formatted(
                    create.resource().name(),
                    topic.partitions(),
                    topic.replication(),
                    topic.overrides()));
  }

  private static Change.CreateTopic create(PlannedChange planned) {
    return (Change.CreateTopic) planned.change();
  }
}
