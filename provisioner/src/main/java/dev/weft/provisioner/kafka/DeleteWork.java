// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.DeleteTopicsOptions;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Deletes topics by their id, so that a topic of the same name that was made later stays.
final class DeleteWork implements Work {

  private final Connection connection;
  private final Limits limits;

  DeleteWork(Connection connection, Limits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  @Override
  public String name(PlannedChange planned) {
    return "delete topic `%s` with id %s"
        .formatted(delete(planned).resource().name(), delete(planned).topicId());
  }

  @Override
  public int most() {
    return limits.topics();
  }

  @Override
  public int weight(PlannedChange planned) {
    return 1;
  }

  @Override
  public boolean isLookedAtEarly() {
    return false;
  }

  @Override
  public Sent send(List<PlannedChange> chunk) {
    List<Uuid> ids = new ArrayList<>(chunk.size());
    for (PlannedChange planned : chunk) {
      id(planned).ifPresent(ids::add);
    }
    Map<Uuid, KafkaFuture<Void>> results =
        connection
            .writes()
            .deleteTopics(
                TopicCollection.ofTopicIds(ids),
                new DeleteTopicsOptions().retryOnQuotaViolation(false))
            .topicIdValues();
    return planned -> {
      Optional<Uuid> id = id(planned);
      if (id.isEmpty()) {
        return new Verdict.Refused(
            "`%s` is not a topic id, so topic `%s` was not deleted. Plan again."
                .formatted(delete(planned).topicId(), delete(planned).resource().name()));
      }
      return Futures.verdict(results, id.get());
    };
  }

  @Override
  public @Nullable Verdict meaning(PlannedChange planned, Throwable error, boolean isDoubted) {
    if (!(error instanceof UnknownTopicIdException
        || error instanceof UnknownTopicOrPartitionException)) {
      return null;
    }
    if (isDoubted) {
      return new Verdict.Accepted();
    }
    String name = delete(planned).resource().name();
    TopicListing listing = listings().get(name);
    return listing == null
        ? new Verdict.Nothing()
        : new Verdict.Refused(
            "Topic `%s` was replaced: its id is %s and the plan means %s. Nothing was deleted; plan again."
                .formatted(name, listing.topicId(), delete(planned).topicId()));
  }

  @Override
  public Map<PlannedChange, Sight> look(List<PlannedChange> changes, boolean isDoubted) {
    Map<String, TopicListing> listings = listings();
    Map<PlannedChange, Sight> sights = new HashMap<>();
    for (PlannedChange planned : changes) {
      TopicListing listing = listings.get(delete(planned).resource().name());
      boolean isGone =
          listing == null || !listing.topicId().toString().equals(delete(planned).topicId());
      sights.put(planned, isGone ? new Sight.There() : new Sight.Absent());
    }
    return sights;
  }

  private Map<String, TopicListing> listings() {
    return TopicReader.listings(connection);
  }

  private static Optional<Uuid> id(PlannedChange planned) {
    try {
      return Optional.of(Uuid.fromString(delete(planned).topicId()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Change.DeleteTopic delete(PlannedChange planned) {
    return (Change.DeleteTopic) planned.change();
  }
}
