// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/// Asks the brokers whether they would make changes. They can be asked about topics, partitions and
/// configs; nothing is asked that does not change, because a question about a topic costs as much
/// of the mutation quota as making it.
final class Questions {

  /// How often a question is put again that was throttled or got lost.
  private static final int TRIES = 5;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final Connection connection;
  private final Limits limits;
  private final Pause pause;

  Questions(Connection connection, Limits limits, Pause pause) {
    this.connection = connection;
    this.limits = limits;
    this.pause = pause;
  }

  /// One chunk of a kind of question, sent.
  @FunctionalInterface
  private interface Ask {
    Map<String, KafkaFuture<Void>> about(List<PlannedChange> chunk);
  }

  Map<String, String> refusals(List<PlannedChange> changes) {
    Map<String, String> refusals = new LinkedHashMap<>(CreationRules.refusals(changes));
    List<PlannedChange> creates = new ArrayList<>();
    List<PlannedChange> grows = new ArrayList<>();
    List<PlannedChange> alters = new ArrayList<>();
    for (PlannedChange planned : changes) {
      switch (planned.change()) {
        case Change.CreateTopic _ -> {
          if (!refusals.containsKey(planned.id())) {
            creates.add(planned);
          }
        }
        case Change.AddPartitions _ -> grows.add(planned);
        case Change.AlterConfig _ -> alters.add(planned);
        case Change.DeleteTopic _,
            Change.AddAcls _,
            Change.RemoveAcls _,
            Change.AlterQuota _,
            Change.CreateClient _,
            Change.AlterClient _,
            Change.StoreSecret _,
            Change.CreateUser _,
            Change.AlterUser _,
            Change.RemoveUser _,
            Change.CreateMirror _,
            Change.RestoreMirror _,
            Change.RemoveMirror _,
            Change.PromoteMirror _,
            Change.SetCompatibility _,
            Change.RegisterSchema _,
            Change.StepRemoval _,
            Change.Adopt _,
            Change.Forget _ -> {
          // Nobody can be asked about these.
        }
      }
    }
    var create = new CreateWork(connection, limits);
    var grow = new PartitionWork(connection, limits);
    var alter = new ConfigWork(connection, limits);
    ask(creates, limits.topics(), create::weight, this::createTopics, refusals);
    ask(grows, limits.topics(), grow::weight, this::createPartitions, refusals);
    ask(alters, limits.configs(), alter::weight, this::alterConfigs, refusals);
    return refusals;
  }

  private Map<String, KafkaFuture<Void>> createTopics(List<PlannedChange> chunk) {
    return CreateWork.request(connection, chunk, true);
  }

  private Map<String, KafkaFuture<Void>> createPartitions(List<PlannedChange> chunk) {
    return PartitionWork.request(connection, chunk, true);
  }

  private Map<String, KafkaFuture<Void>> alterConfigs(List<PlannedChange> chunk) {
    Map<String, KafkaFuture<Void>> byName = new LinkedHashMap<>();
    Map<ConfigResource, KafkaFuture<Void>> results = ConfigWork.request(connection, chunk, true);
    results.forEach((resource, future) -> byName.put(resource.name(), future));
    return byName;
  }

  private void ask(
      List<PlannedChange> changes,
      int most,
      ToIntFunction<PlannedChange> weight,
      Ask question,
      Map<String, String> refusals) {
    Deque<List<PlannedChange>> chunks = new ArrayDeque<>(weighed(changes, most, weight));
    int lost = 0;
    for (List<PlannedChange> chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
      Map<PlannedChange, Throwable> errors = errors(question, chunk);
      if (chunk.size() > 1 && isAboutTheCall(chunk, errors)) {
        int half = chunk.size() / 2;
        chunks.addFirst(chunk.subList(half, chunk.size()));
        chunks.addFirst(chunk.subList(0, half));
        continue;
      }
      List<PlannedChange> again = new ArrayList<>();
      Duration wait = Duration.ZERO;
      for (Map.Entry<PlannedChange, Throwable> entry : errors.entrySet()) {
        Duration moment = momentUntilNextTry(entry.getValue());
        if (moment == null) {
          refusals.put(entry.getKey().id(), refusal(entry.getValue()));
        } else {
          again.add(entry.getKey());
          wait = moment.compareTo(wait) > 0 ? moment : wait;
        }
      }
      if (!again.isEmpty()) {
        boolean goOn = ++lost <= TRIES && pause.of(wait);
        if (!goOn) {
          Throwable error = errors.get(again.getFirst());
          throw Words.unreadable(
              connection,
              "a question about " + again.getFirst().change().resource().text(),
              error == null ? new IllegalStateException("no answer") : error);
        }
        chunks.addFirst(again);
      }
    }
  }

  private static Map<PlannedChange, Throwable> errors(Ask question, List<PlannedChange> chunk) {
    Map<PlannedChange, Throwable> errors = new LinkedHashMap<>();
    Map<String, KafkaFuture<Void>> answers;
    try {
      answers = question.about(chunk);
    } catch (KafkaException e) {
      chunk.forEach(planned -> errors.put(planned, e));
      return errors;
    }
    for (PlannedChange planned : chunk) {
      Throwable error = Futures.error(answers, topic(planned));
      if (error != null) {
        errors.put(planned, error);
      }
    }
    return errors;
  }

  private static boolean isAboutTheCall(
      List<PlannedChange> chunk, Map<PlannedChange, Throwable> errors) {
    return errors.size() == chunk.size()
        && errors.values().stream().allMatch(e -> Fault.of(e) instanceof Fault.PolicyOrSize);
  }

  /// How long to wait before the same question; null when it was answered.
  private static @Nullable Duration momentUntilNextTry(Throwable error) {
    return switch (Fault.of(error)) {
      case Fault.Throttled(Duration time) -> time.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : time;
      case Fault.NotNow _ ->
          // A question about too many replicas is answered; a change would wait for the brokers.
          error instanceof org.apache.kafka.common.errors.InvalidReplicationFactorException
              ? null
              : Duration.ofMillis(200);
      case Fault.Doubtful _ -> Duration.ofMillis(200);
      case Fault.PolicyOrSize _, Fault.Final _ -> null;
    };
  }

  private String refusal(Throwable error) {
    return error instanceof org.apache.kafka.common.errors.ApiException
        ? KafkaWords.sentence(error)
        : KafkaWords.sentence(error) + " " + Words.advice(connection.address(), error);
  }

  private static String topic(PlannedChange planned) {
    return switch (planned.change()) {
      case Change.CreateTopic create -> create.resource().name();
      case Change.AddPartitions grow -> grow.resource().name();
      case Change.AlterConfig alter -> alter.resource().name();
      case Change.DeleteTopic _,
          Change.AddAcls _,
          Change.RemoveAcls _,
          Change.AlterQuota _,
          Change.CreateClient _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.CreateUser _,
          Change.AlterUser _,
          Change.RemoveUser _,
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.SetCompatibility _,
          Change.RegisterSchema _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          throw new ObservationException("nobody can be asked about " + planned.change());
    };
  }

  private List<List<PlannedChange>> weighed(
      List<PlannedChange> changes, int most, ToIntFunction<PlannedChange> weight) {
    List<List<PlannedChange>> chunks = new ArrayList<>();
    List<PlannedChange> chunk = new ArrayList<>();
    int sum = 0;
    for (PlannedChange planned : changes) {
      int own = weight.applyAsInt(planned);
      if (!chunk.isEmpty() && (chunk.size() >= most || sum + own > limits.records())) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        sum = 0;
      }
      chunk.add(planned);
      sum += own;
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }
}
