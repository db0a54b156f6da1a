// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.ClusterSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.jspecify.annotations.Nullable;

/// Adds partitions.
final class PartitionWork implements Work {

  private final Connection connection;
  private final Limits limits;

  PartitionWork(Connection connection, Limits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  @Override
  public String name(PlannedChange planned) {
    Change.AddPartitions grow = grow(planned);
    return "grow topic `%s` to %d partitions".formatted(grow.resource().name(), grow.to());
  }

  @Override
  public int most() {
    return limits.topics();
  }

  @Override
  public int weight(PlannedChange planned) {
    return 1 + grow(planned).to() - grow(planned).from();
  }

  @Override
  public boolean isLookedAtEarly() {
    return true;
  }

  @Override
  public Sent send(List<PlannedChange> chunk) {
    Map<String, KafkaFuture<Void>> results = request(connection, chunk, false);
    return planned -> Futures.verdict(results, grow(planned).resource().name());
  }

  /// Sends the numbers, or asks whether they could be had.
  static Map<String, KafkaFuture<Void>> request(
      Connection connection, List<PlannedChange> chunk, boolean isQuestion) {
    Map<String, NewPartitions> counts = HashMap.newHashMap(chunk.size());
    for (PlannedChange planned : chunk) {
      counts.put(grow(planned).resource().name(), NewPartitions.increaseTo(grow(planned).to()));
    }
    return connection
        .writes()
        .createPartitions(
            counts,
            new CreatePartitionsOptions().validateOnly(isQuestion).retryOnQuotaViolation(false))
        .values();
  }

  @Override
  public @Nullable Verdict meaning(PlannedChange planned, Throwable error, boolean isDoubted) {
    // After a lost answer "it has that many already" is most likely our own doing.
    return isDoubted && error instanceof InvalidPartitionsException ? new Verdict.Accepted() : null;
  }

  @Override
  public Map<PlannedChange, Sight> look(List<PlannedChange> changes, boolean isDoubted) {
    Map<String, ClusterSnapshot.Topic> seen =
        TopicReader.withoutConfigs(
            connection, changes.stream().map(planned -> grow(planned).resource().name()).toList());
    Map<PlannedChange, Sight> sights = new HashMap<>();
    for (PlannedChange planned : changes) {
      sights.put(planned, sight(grow(planned), seen.get(grow(planned).resource().name())));
    }
    return sights;
  }

  private static Sight sight(Change.AddPartitions grow, ClusterSnapshot.@Nullable Topic topic) {
    if (topic == null || topic.partitions() < grow.to()) {
      return new Sight.Absent();
    }
    return topic.partitions() == grow.to()
        ? new Sight.There()
        : new Sight.Different(
            "Topic `%s` has %d partitions, which is more than the planned %d: somebody else grew it. Plan again."
                .formatted(grow.resource().name(), topic.partitions(), grow.to()));
  }

  private static Change.AddPartitions grow(PlannedChange planned) {
    return (Change.AddPartitions) planned.change();
  }
}
