// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import static dev.weft.provisioner.registry.SchemaChanges.applyOne;
import static dev.weft.provisioner.registry.SchemaChanges.avro;
import static dev.weft.provisioner.registry.SchemaChanges.register;
import static dev.weft.provisioner.registry.SchemaChanges.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.registry.ScriptedServer.Answer;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.ResourceKey.Artifact;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryFailuresTest {

  private static final Set<String> GROUPS = Set.of("reviews");
  private static final Artifact KEY = new Artifact("reviews", "a-value");

  /// Longer than anything takes on a busy machine.
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration SHORT = Duration.ofMillis(600);

  /// One that soon gives up.
  private static ApicurioRegistry registry(ScriptedServer server) {
    return registry(server.uri(), SHORT, LONG);
  }

  /// One that goes on until it has an answer.
  private static ApicurioRegistry patient(ScriptedServer server) {
    return registry(server.uri(), LONG, LONG);
  }

  /// @param deadline time for one call with all its repetitions
  /// @param answer time for one attempt
  private static ApicurioRegistry registry(URI uri, Duration deadline, Duration answer) {
    return new ApicurioRegistry(
        RegistryAccess.anonymous(uri),
        Clock.systemUTC(),
        new RetryPolicy(deadline, Duration.ofMillis(300), answer, answer, Duration.ofMillis(10)));
  }

  @ParameterizedTest
  @CsvSource({
    "500, application/json, '{\"status\":500,\"name\":\"SqlException\",\"title\":\"no space\"}',"
        + " no space",
    "503, text/html, <html>maintenance</html>, status 503",
    "401, application/json, '{\"status\":401,\"title\":\"who?\"}', secret",
    "403, application/json, '{\"status\":403,\"title\":\"no role\"}', sr-readonly",
    "404, text/html, <html>nginx</html>, address",
    "404, application/json, '{\"status\":404,\"name\":\"NotFoundException\",\"title\":\"path\"}',"
        + " address",
    "200, text/html, <html>login</html>, web page",
    "200, application/json, <html>login</html>, not JSON",
    "200, application/json, '{}', artifacts",
    "200, application/json, '{\"artifacts\":[],\"count\":3}', change faster",
  })
  void neverTakesAFailureForAnEmptyRegistry(int status, String type, String body, String hint) {
    try (var server = new ScriptedServer((_, _) -> new Answer(status, type, body));
        var registry = registry(server)) {
      assertThatThrownBy(() -> registry.observe(GROUPS))
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("egistry")
          .hasMessageContaining(hint);
    }
  }

  @Test
  void saysSoWhenNobodyListens() {
    URI closed;
    try (var server = new ScriptedServer((_, _) -> null)) {
      closed = server.uri();
    }
    try (var registry = registry(closed, SHORT, LONG)) {
      assertThatThrownBy(() -> registry.observe(GROUPS))
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining(closed.toString())
          .hasMessageContaining("no connection");
      assertThat(applyOne(registry, register(null, first())))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.kind()).isEqualTo(Outcome.Kind.TRANSIENT));
    }
  }

  @Test
  void givesUpOnAnAnswerThatDoesNotCome() throws InterruptedException {
    var end = new CountDownLatch(1);
    try (var server =
            new ScriptedServer((_, _) -> {
              await(end);
              return null;
            });
        var registry = registry(server.uri(), SHORT, Duration.ofMillis(250))) {
      assertThatThrownBy(() -> registry.observe(GROUPS))
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("no answer within 250 ms");
      end.countDown();
    }
  }

  @Test
  void refusesAnEndlessAnswer() {
    String endless = "x".repeat((16 << 20) + 1);
    try (var server = new ScriptedServer((_, _) -> new Answer(200, "text/plain", endless));
        var registry =
            new ApicurioRegistry(RegistryAccess.anonymous(server.uri()), Clock.systemUTC())) {
      assertThatThrownBy(() -> registry.observe(GROUPS))
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("longer than 16 MiB");
    }
  }

  @Test
  void triesAgainAfterFailuresThatPass() {
    var count = new AtomicInteger();
    try (var server =
            new ScriptedServer((_, exchange) -> {
              exchange.getResponseHeaders().set("Retry-After", "0");
              return switch (count.getAndIncrement()) {
                case 0 -> Answer.json(503, "");
                case 1 -> Answer.json(429, "");
                case 2 -> null;
                default -> Answer.json(200, "{\"artifacts\":[],\"count\":0}");
              };
            });
        var registry = patient(server)) {
      assertThat(registry.observe(GROUPS).artifacts()).isEmpty();
      assertThat(server.calls()).hasSize(4);
    }
  }

  @Test
  void answersWhileTheCommonPoolIsBusy() throws Exception {
    var end = new CountDownLatch(1);
    int threads = ForkJoinPool.commonPool().getParallelism() + 1;
    try (var server =
            new ScriptedServer((_, _) -> Answer.json(200, "{\"artifacts\":[],\"count\":0}"));
        var registry = patient(server)) {
      var busy =
          IntStream.range(0, threads)
              .mapToObj(_ -> ForkJoinPool.commonPool().submit(() -> await(end)))
              .toList();
      assertThat(registry.observe(GROUPS).artifacts()).isEmpty();
      end.countDown();
      for (var task : busy) {
        assertThat(task.get(20, TimeUnit.SECONDS)).isNull();
      }
    }
  }

  @Test
  void asksAgainWhenOneAnswerIsLost() {
    var end = new CountDownLatch(1);
    var count = new AtomicInteger();
    try (var server =
            new ScriptedServer((_, _) -> {
              if (count.getAndIncrement() == 0) {
                await(end);
              }
              return Answer.json(200, "{\"artifacts\":[],\"count\":0}");
            });
        var registry = registry(server.uri(), LONG, Duration.ofSeconds(1))) {
      assertThat(registry.observe(GROUPS).artifacts()).isEmpty();
      assertThat(count).hasValueGreaterThanOrEqualTo(2);
      end.countDown();
    }
  }

  @Test
  void readsEveryPageOfAListing() {
    try (var server =
            new ScriptedServer((call, _) -> {
              if (call.contains("versions/")) {
                return Answer.problem(404, "VersionNotFoundException", "none");
              }
              boolean isFirst = call.endsWith("offset=0");
              return Answer.json(
                  200,
                  isFirst
                      ? "{\"artifacts\":[{\"artifactId\":\"a\"}],\"count\":2}"
                      : "{\"artifacts\":[{\"artifactId\":\"b\"}],\"count\":2}");
            });
        var registry = patient(server)) {
      assertThat(registry.observe(GROUPS).artifacts()).isEmpty();
      assertThat(server.calls())
          .anyMatch(call -> call.contains("artifacts/a/"))
          .anyMatch(call -> call.contains("artifacts/b/"));
    }
  }

  @Test
  void looksAgainWhenTheAnswerToARegistrationIsLost() {
    var content = new AtomicReference<String>();
    try (var server = new ScriptedServer((call, _) -> registryThatHangsUp(call, content, 1));
        var registry = patient(server)) {
      assertThat(applyOne(registry, register(null, first()))).isEqualTo(new Outcome.Applied());
      assertThat(registrations(server)).hasSize(1);
    }
  }

  @Test
  void sendsARegistrationAgainThatDidNotArrive() {
    var content = new AtomicReference<String>();
    try (var server = new ScriptedServer((call, _) -> registryThatHangsUp(call, content, 2));
        var registry = patient(server)) {
      assertThat(applyOne(registry, register(null, first()))).isEqualTo(new Outcome.Applied());
      assertThat(registrations(server)).hasSize(2);
    }
  }

  @Test
  void callsARegistrationUnknownWhenNothingCanBeSaid() {
    var content = new AtomicReference<String>();
    try (var server =
            new ScriptedServer((call, _) -> registryThatHangsUp(call, content, 1_000_000));
        var registry = registry(server)) {
      assertThat(applyOne(registry, register(null, first())))
          .isInstanceOfSatisfying(
              Outcome.Unknown.class,
              unknown -> assertThat(unknown.message()).contains("next run looks again"));
    }
  }

  @Test
  void setsTheRulesBeforeTheFirstContent() {
    var content = new AtomicReference<String>();
    try (var server = new ScriptedServer((call, _) -> registryThatHangsUp(call, content, 1));
        var registry = patient(server)) {
      assertThat(applyOne(registry, register(null, first())).isSuccess()).isTrue();
      List<String> posts =
          server.calls().stream()
              .filter(call -> call.startsWith("POST"))
              .map(call -> call.substring(call.lastIndexOf('/') + 1))
              .toList();
      assertThat(posts).containsExactly("groups", "artifacts", "rules", "rules", "versions");
    }
  }

  /// Keeps one schema; drops the connection at each registration, and keeps only the one that is
  /// counted.
  private static @Nullable Answer registryThatHangsUp(
      String call, AtomicReference<String> content, int kept) {
    if (call.equals("POST /apis/registry/v3/groups/reviews/artifacts/a-value/versions")) {
      String before = content.get();
      int seen = before == null ? 1 : before.length() + 1;
      content.set("x".repeat(seen));
      return null;
    }
    boolean isThere = content.get() != null && content.get().length() >= kept;
    if (call.startsWith("POST")) {
      return Answer.json(200, "{}");
    }
    if (!isThere) {
      return Answer.problem(404, "VersionNotFoundException", "none");
    }
    if (call.endsWith("/content")) {
      return Answer.json(200, avro("t.A", "x"));
    }
    return call.endsWith("/references")
        ? Answer.json(200, "[]")
        : Answer.json(
            200, "{\"version\":\"1\",\"artifactType\":\"AVRO\",\"globalId\":1,\"contentId\":1}");
  }

  private static List<String> registrations(ScriptedServer server) {
    return server.calls().stream().filter(call -> call.endsWith("/versions")).toList();
  }

  private static Desired.Schema first() {
    return schema(KEY, SchemaFormat.AVRO, avro("t.A", "x"));
  }

  private static void await(CountDownLatch end) {
    try {
      if (!end.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("the test did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
