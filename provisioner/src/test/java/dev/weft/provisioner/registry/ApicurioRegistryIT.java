// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import static dev.weft.provisioner.registry.SchemaChanges.apply;
import static dev.weft.provisioner.registry.SchemaChanges.applyOne;
import static dev.weft.provisioner.registry.SchemaChanges.avro;
import static dev.weft.provisioner.registry.SchemaChanges.reference;
import static dev.weft.provisioner.registry.SchemaChanges.register;
import static dev.weft.provisioner.registry.SchemaChanges.schema;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.RegistryRole;
import dev.weft.devstack.Service;
import dev.weft.devstack.TestStack;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.ResourceKey.Artifact;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract and the failures that only the real registry has.
class ApicurioRegistryIT extends RegistryDriverContract {

  /// Soon tells that nobody is there, and still waits for a registry on a busy machine.
  private static final RetryPolicy SHORT =
      new RetryPolicy(
          Duration.ofMillis(800),
          Duration.ofMillis(800),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMillis(20));

  private static DevStack stack;
  private static ApicurioRegistry registry;

  private final String group = "it" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void start() {
    stack = TestStack.shared();
    registry = new ApicurioRegistry(access(secret()), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  private static String secret() {
    return stack.identity().provisionerSecret();
  }

  private static RegistryAccess access(String secret) {
    return access(stack.identity().provisionerId(), secret);
  }

  private static RegistryAccess access(String client, String secret) {
    return new RegistryAccess(
        URI.create(stack.registry().url()),
        URI.create(stack.identity().tokenEndpoint()),
        client,
        secret);
  }

  /// The secret that an application's credentials file holds.
  private static String secretIn(Path credentials) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(credentials)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return properties.getProperty("sasl.oauthbearer.client.credentials.client.secret");
  }

  @Override
  protected RegistryDriver driver() {
    return registry;
  }

  private PlannedChange first(int number) {
    var key = new Artifact(group, "a" + number + "-value");
    return register(null, schema(key, SchemaFormat.AVRO, avro("t.A" + number, "x")));
  }

  private JsonNode get(String path) {
    try (var http = new RegistryHttp(access(secret()), RetryPolicy.DEFAULT, Clock.systemUTC())) {
      return http.json(RegistryHttp.Call.get(path, path));
    }
  }

  @Test
  void givesANewArtifactBothRulesAndOneVersion() {
    assertThat(applyOne(registry, first(1))).isEqualTo(new Outcome.Applied());

    String artifact = "/groups/" + group + "/artifacts/a1-value";
    assertThat(get(artifact + "/rules/COMPATIBILITY").path("config").asText())
        .isEqualTo("BACKWARD");
    assertThat(get(artifact + "/rules/VALIDITY").path("config").asText()).isEqualTo("FULL");
    assertThat(get(artifact + "/versions").path("count").asInt()).isEqualTo(1);
  }

  @Test
  void saysWhatIsIncompatibleInASentence() {
    applyOne(registry, first(1));
    var key = new Artifact(group, "a1-value");
    PlannedChange second =
        register("1", schema(key, SchemaFormat.AVRO, avro("t.A1", "x", "amount")));

    assertThat(registry.validate(List.of(second)))
        .containsEntry(
            second.id(),
            "The registry refuses the new version of "
                + group
                + "/a1-value under rule BACKWARD: field `amount` was added without a default"
                + " (at /fields/1). Make the change compatible, or publish a new major version of"
                + " the port.");
  }

  @Test
  void makesNothingInADryRun() {
    var key = new Artifact(group, "a1-value");
    PlannedChange change = register(null, schema(key, SchemaFormat.AVRO, avro("t.A1", "x")));

    assertThat(registry.validate(List.of(change))).isEmpty();
    assertThat(registry.unverified(List.of(change)).get(change.id())).contains("first version");

    assertThat(registry.groups()).contains("default").doesNotContain(group);
  }

  @Test
  void namesTheReferenceThatKeepsADryRunFromSayingAnything() {
    var leaf = new Artifact(group, "t.Leaf");
    PlannedChange one = register(null, schema(leaf, SchemaFormat.AVRO, avro("t.Leaf", "x")));
    PlannedChange two =
        register(
            null,
            schema(
                new Artifact(group, "p-value"),
                SchemaFormat.AVRO,
                "{\"type\":\"record\",\"name\":\"t.P\",\"fields\":"
                    + "[{\"name\":\"l\",\"type\":\"t.Leaf\"}]}",
                reference(leaf)));

    assertThat(registry.unverified(List.of(one, two)).get(two.id())).contains("t.Leaf");
  }

  @Test
  void refusesAWrongSecret() {
    try (var wrong = new ApicurioRegistry(access("not-the-secret"), Clock.systemUTC(), SHORT)) {
      assertThatThrownBy(() -> wrong.observe(Set.of(group)))
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("401")
          .hasMessageContaining("secret")
          .hasMessageNotContaining("not-the-secret");
    }
  }

  @Test
  void tellsAReaderThatItMayNotWrite() {
    String client = "weft-it.reader";
    Path credentials = stack.identity().ensureClient(client, RegistryRole.READ_ONLY);
    try (var reader =
        new ApicurioRegistry(access(client, secretIn(credentials)), Clock.systemUTC(), SHORT)) {
      assertThat(reader.observe(Set.of(group)).artifacts()).isEmpty();
      assertThat(reader.validate(List.of(first(1))).get(first(1).id())).contains("sr-developer");
      assertThat(applyOne(reader, first(1)))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(Outcome.Kind.PERMANENT);
                assertThat(failed.message()).contains("403").contains("sr-developer");
              });
    }
  }

  @Test
  void letsTwoWritersMakeOneGroupAtTheSameTime() {
    try (var other = new ApicurioRegistry(access(secret()), Clock.systemUTC())) {
      PlannedChange[] mine =
          IntStream.range(0, 10).mapToObj(this::first).toArray(PlannedChange[]::new);
      PlannedChange[] others =
          IntStream.range(10, 20).mapToObj(this::first).toArray(PlannedChange[]::new);
      CompletableFuture<Map<String, Outcome>> parallel =
          CompletableFuture.supplyAsync(() -> apply(other, others));

      assertThat(apply(registry, mine).values()).containsOnly(new Outcome.Applied());
      assertThat(parallel.join().values()).containsOnly(new Outcome.Applied());
      assertThat(registry.observe(Set.of(group)).artifacts()).hasSize(20);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(3, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void finishesInTheNextRunWhatAKilledRegistryInterrupted() throws Exception {
    List<PlannedChange> all = IntStream.range(0, 150).mapToObj(this::first).toList();
    var outcomes = new ConcurrentHashMap<String, Outcome>();
    var underWay = new CountDownLatch(20);
    var killed = new CountDownLatch(1);
    try (var impatient = new ApicurioRegistry(access(secret()), Clock.systemUTC(), SHORT)) {
      var run =
          CompletableFuture.runAsync(() ->
              impatient.apply(
                  all,
                  (planned, outcome) -> {
                    outcomes.put(planned.id(), outcome);
                    underWay.countDown();
                    if (outcomes.size() == 100) {
                      // Not everything is done before, however long the kill takes.
                      await(killed);
                    }
                  }));
      await(underWay);
      stack.killHard(Service.REGISTRY);
      killed.countDown();
      run.get(5, TimeUnit.MINUTES);

      assertThatThrownBy(() -> impatient.observe(Set.of(group)))
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("no connection");
    } finally {
      stack.start(Service.REGISTRY);
    }
    assertThat(outcomes).hasSize(150);
    assertThat(outcomes.values()).contains(new Outcome.Applied()).anyMatch(o -> !o.isSuccess());

    var there = registry.observe(Set.of(group)).artifacts().keySet();
    var missing = new ArrayList<PlannedChange>();
    for (PlannedChange planned : all) {
      if (there.contains((Artifact) planned.change().resource())) {
        continue;
      }
      assertThat(requireNonNull(outcomes.get(planned.id())).isSuccess()).as(planned.id()).isFalse();
      missing.add(planned);
    }
    assertThat(apply(registry, missing.toArray(PlannedChange[]::new)).values())
        .allMatch(Outcome::isSuccess);

    var artifacts = registry.observe(Set.of(group)).artifacts();
    assertThat(artifacts).hasSize(150);
    assertThat(artifacts.values())
        .allSatisfy(artifact -> {
          assertThat(artifact.version()).isEqualTo("1");
          assertThat(artifact.compatibility()).isNotNull();
        });
  }
}
