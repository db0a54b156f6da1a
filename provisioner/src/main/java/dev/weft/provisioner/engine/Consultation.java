// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.driver.TopicFacts;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Ordering;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.plan.Stage;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Removal;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Asks the servers about a plan: whether they would make its changes, and who uses the topics that
/// it is about to harm. Only changed items are asked about, because the question itself spends the
/// brokers' mutation quota.
final class Consultation {

  private static final String LINKS = "links/";
  private static final String SCRAM = "scram/";

  private final Servers servers;
  private final Parallel parallel;
  private final Inventory inventory;

  Consultation(Servers servers, Parallel parallel, Inventory inventory) {
    this.servers = servers;
    this.parallel = parallel;
    this.inventory = inventory;
  }

  /// What the servers of one scope said.
  private record Answer(
      Map<String, String> refusals, Map<ResourceKey, TopicFacts> evidence, String failure) {}

  /// A plan with the servers' words in it, and sentences about servers that could not be asked.
  record Consulted(Plan plan, List<String> errors) {}

  Consulted ask(Plan plan) {
    Map<String, List<PlannedChange>> byScope = new HashMap<>();
    for (PlannedChange planned : plan.changes()) {
      boolean isOpen =
          !(planned.verdict() instanceof Verdict.Blocked)
              && (isHarmful(planned) || !Stage.of(planned.change()).isBookkeeping());
      if (isOpen) {
        byScope
            .computeIfAbsent(Ordering.lane(planned.change()), _ -> new ArrayList<>())
            .add(planned);
      }
    }
    if (byScope.isEmpty()) {
      return new Consulted(plan, List.of());
    }
    List<Callable<Answer>> questions = new ArrayList<>();
    byScope.forEach((scope, changes) -> questions.add(() -> ask(scope, changes)));
    return merge(plan, parallel.run(questions));
  }

  private Consulted merge(Plan plan, List<Answer> answers) {
    Map<String, String> refusals = new HashMap<>();
    Map<ResourceKey, TopicFacts> evidence = new HashMap<>();
    var errors = new TreeSet<String>();
    for (Answer answer : answers) {
      refusals.putAll(answer.refusals());
      evidence.putAll(answer.evidence());
      if (!answer.failure().isEmpty()) {
        errors.add(answer.failure());
      }
    }
    List<PlannedChange> changes =
        plan.changes().stream()
            .map(planned ->
                isHarmful(planned)
                    ? judged(planned, evidence.get(planned.change().resource()))
                    : planned)
            .toList();
    return new Consulted(plan.withChanges(Ordering.block(changes, refusals)), List.copyOf(errors));
  }

  /// What is harmful needs nobody's approval only if it is a step of a removal and nobody uses the
  /// topic.
  private PlannedChange judged(PlannedChange planned, @Nullable TopicFacts facts) {
    PlannedChange told = facts == null ? planned : planned.withEvidence(facts.sentences());
    if (!(planned.verdict() instanceof Verdict.Allowed)) {
      return told;
    }
    String use = use(planned, facts);
    return use.isEmpty() ? told : told.with(new Verdict.NeedsApproval(use));
  }

  private String use(PlannedChange planned, @Nullable TopicFacts facts) {
    if (facts == null) {
      return "nobody could say whether the topic is still in use";
    }
    if (!facts.active().isEmpty()) {
      return "the topic is still in use: " + String.join(", ", facts.active());
    }
    Inventory.Entry entry = inventory.entries().get(planned.change().resource());
    Removal removal = entry == null ? null : entry.removal();
    Instant closed = removal == null ? null : removal.writesRevokedAt();
    Instant newest = facts.newest();
    return closed != null && newest != null && newest.isAfter(closed)
        ? "somebody wrote to the topic at %s, although its writers lost their rights at %s"
            .formatted(newest, closed)
        : "";
  }

  private Answer ask(String scope, List<PlannedChange> changes) {
    if (scope.equals(ResourceKey.REGISTRY)) {
      return askRegistry(servers.registry(), changes);
    }
    if (scope.equals(ResourceKey.IDENTITY) || scope.startsWith(SCRAM)) {
      // Neither an identity provider nor Kafka's users have a dry run.
      return new Answer(Map.of(), Map.of(), "");
    }
    if (scope.startsWith(LINKS)) {
      return askLink(servers.links().get(scope.substring(LINKS.length())), changes);
    }
    ClusterDriver driver = servers.clusters().get(scope);
    if (driver == null) {
      throw new IllegalStateException("changes were planned for an unknown cluster: " + scope);
    }
    Map<ResourceKey, TopicFacts> evidence = evidence(driver, changes);
    try {
      return new Answer(driver.validate(changes), evidence, "");
    } catch (ObservationException e) {
      return new Answer(unasked(changes, e), evidence, String.valueOf(e.getMessage()));
    }
  }

  /// A version whose references are registered by the same plan cannot be asked about before.
  private static Answer askRegistry(@Nullable RegistryDriver driver, List<PlannedChange> changes) {
    if (driver == null) {
      throw new IllegalStateException("changes were planned for an unknown registry");
    }
    Set<String> contents = new HashSet<>();
    for (PlannedChange planned : changes) {
      if (planned.change() instanceof Change.RegisterSchema) {
        contents.add(planned.id());
      }
    }
    List<PlannedChange> askable =
        changes.stream()
            .filter(planned -> planned.after().stream().noneMatch(contents::contains))
            .toList();
    try {
      return new Answer(driver.validate(askable), Map.of(), "");
    } catch (ObservationException e) {
      return new Answer(unasked(changes, e), Map.of(), String.valueOf(e.getMessage()));
    }
  }

  private static Answer askLink(@Nullable LinkDriver driver, List<PlannedChange> changes) {
    if (driver == null) {
      throw new IllegalStateException("changes were planned for an unknown link");
    }
    Map<ResourceKey, TopicFacts> evidence = evidence(driver, changes);
    try {
      return new Answer(driver.validate(changes), evidence, "");
    } catch (ObservationException e) {
      return new Answer(unasked(changes, e), evidence, String.valueOf(e.getMessage()));
    }
  }

  /// How much would be lost, were the copying to end now.
  private static Map<ResourceKey, TopicFacts> evidence(
      LinkDriver driver, List<PlannedChange> changes) {
    Set<ResourceKey.Mirror> mirrors = new HashSet<>();
    for (PlannedChange planned : changes) {
      if (isHarmful(planned) && planned.change().resource() instanceof ResourceKey.Mirror mirror) {
        mirrors.add(mirror);
      }
    }
    Map<ResourceKey, TopicFacts> evidence = new HashMap<>();
    if (mirrors.isEmpty()) {
      return evidence;
    }
    try {
      Map<ResourceKey.Mirror, Long> lag = driver.lag(mirrors);
      for (ResourceKey.Mirror mirror : mirrors) {
        Long records = lag.get(mirror);
        evidence.put(
            mirror,
            told(
                records == null
                    ? "It is not known how many records are not copied yet"
                    : "%d records are not copied yet".formatted(records)));
      }
    } catch (ObservationException e) {
      mirrors.forEach(mirror ->
          evidence.put(
              mirror,
              told("How many records are not copied yet could not be read: " + e.getMessage())));
    }
    return evidence;
  }

  private static TopicFacts told(String sentence) {
    return new TopicFacts(List.of(sentence), List.of(), null);
  }

  private static Map<String, String> unasked(
      List<PlannedChange> changes, ObservationException failure) {
    Map<String, String> refusals = new HashMap<>();
    changes.forEach(planned ->
        refusals.put(planned.id(), "The server could not be asked: " + failure.getMessage()));
    return refusals;
  }

  /// A failed question is no evidence of absence: it is said.
  private static Map<ResourceKey, TopicFacts> evidence(
      ClusterDriver driver, List<PlannedChange> changes) {
    Map<String, ResourceKey> topics = new HashMap<>();
    for (PlannedChange planned : changes) {
      if (isHarmful(planned) && planned.change().resource() instanceof ResourceKey.Topic topic) {
        topics.put(topic.name(), topic);
      }
    }
    Map<ResourceKey, TopicFacts> evidence = new HashMap<>();
    if (topics.isEmpty()) {
      return evidence;
    }
    try {
      driver
          .evidence(Set.copyOf(topics.keySet()))
          .forEach((name, facts) -> {
            ResourceKey key = topics.get(name);
            if (key != null) {
              evidence.put(key, facts);
            }
          });
    } catch (ObservationException e) {
      topics
          .values()
          .forEach(key ->
              evidence.put(
                  key,
                  new TopicFacts(
                      List.of("Its use could not be looked up: " + e.getMessage()),
                      List.of("that could not be looked up"),
                      null)));
    }
    return evidence;
  }

  private static boolean isHarmful(PlannedChange planned) {
    return planned.change() instanceof Change.StepRemoval step
        ? step.to() == Removal.Step.READS_REVOKED
        : planned.risk() == Risk.DESTRUCTIVE
            && (planned.change().resource() instanceof ResourceKey.Topic
                || planned.change().resource() instanceof ResourceKey.Mirror);
  }
}
