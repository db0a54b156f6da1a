// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.devstack.PlatformStack;
import dev.weft.devstack.Progress;
import dev.weft.devstack.Service;
import dev.weft.journeys.harness.Command;
import dev.weft.journeys.harness.Command.Result;
import dev.weft.journeys.harness.SharedPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// One product on two clusters: late deliveries are produced on `onprem`, and the care desk reads
/// them on `cloud`. Real clusters, a real Connect worker, and each application's own login.
@ExtendWith(SharedPlatform.class)
@Order(SharedPlatform.DISTURBING)
class LinkJourneyIT {

  private static final Path ROOT = Path.of(System.getProperty("weft.root")).toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Service WORKER = Service.connect("cloud");
  private static final String TOPIC = "shipping.late-deliveries.late.v1";
  private static final String PRODUCT = "domains/shipping/late-deliveries/product.yaml";
  private static final String CONNECTOR = "weft.dev.onprem-to-cloud.shipping";
  private static final String PRODUCER = "shipping.delay-watch";
  private static final String CONSUMER = "customers.care-desk";
  private static final String STRANGER = "billing.auditor";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");
  private final PlatformStack platform;
  private final Applications onprem;
  private final Applications cloud;

  LinkJourneyIT(PlatformStack platform) {
    this.platform = platform;
    this.onprem = new Applications(platform.stack(), "onprem");
    this.cloud = new Applications(platform.stack(), "cloud");
  }

  @BeforeEach
  void logsInByToken() {
    platform.stack().kafka("cloud").allowTokenEndpoint();
  }

  @AfterEach
  void repair() {
    assertThat(platform.stack().up(Progress.SILENT).isHealthy()).isTrue();
  }

  @Test
  void aGrantedApplicationReadsOnTheSecondClusterWhatWasProducedOnTheFirst() throws Exception {
    String value = value();

    onprem.send(PRODUCER, TOPIC, value);

    assertThat(cloud.readUntil(CONSUMER, group(), TOPIC, PATIENCE, value::equals)).contains(value);
  }

  @Test
  void whoHasNoGrantIsRefusedOnTheSecondCluster() {
    assertThatThrownBy(() -> cloud.readUntil(STRANGER, STRANGER + ".g", TOPIC, PATIENCE, _ -> true))
        .isInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(() -> cloud.readUntil(CONSUMER, STRANGER + ".g", TOPIC, PATIENCE, _ -> true))
        .isInstanceOf(GroupAuthorizationException.class);
  }

  @Test
  void nobodyButTheLinkWritesToTheCopy() {
    assertThatThrownBy(() -> cloud.send(PRODUCER, TOPIC, value()))
        .hasCauseInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void aGroupGoesOnOnTheSecondClusterWhereItStoppedOnTheFirst() throws Exception {
    // Given a group that has read everything on the first cluster
    String group = group();
    String last = value();
    onprem.send(PRODUCER, TOPIC, last);
    onprem.readUntil(CONSUMER, group, TOPIC, PATIENCE, last::equals);

    // When its place is known on the second one, and more is produced
    eventually().until(() -> cloud.place(group, TOPIC) == cloud.end(TOPIC));
    String next = value();
    onprem.send(PRODUCER, TOPIC, next);

    // Then it sees what is new, and nothing again
    assertThat(cloud.readUntil(CONSUMER, group, TOPIC, PATIENCE, next::equals))
        .containsExactly(next);
  }

  @Test
  void nothingIsLostWhenTheWorkerIsKilledWhileRecordsComeIn() throws Exception {
    // Given
    String mark = value();
    onprem.send(PRODUCER, TOPIC, mark + "-before");
    cloud.readUntil(CONSUMER, group(), TOPIC, PATIENCE, (mark + "-before")::equals);

    // When
    platform.stack().killHard(WORKER);
    for (int i = 0; i < 20; i++) {
      onprem.send(PRODUCER, TOPIC, mark + "-away-" + i);
    }
    platform.stack().start(WORKER);
    onprem.send(PRODUCER, TOPIC, mark + "-after");

    // Then
    List<String> read =
        cloud.readUntil(CONSUMER, group(), TOPIC, PATIENCE, (mark + "-after")::equals);
    Set<String> ours = new LinkedHashSet<>(read);
    ours.removeIf(value -> !value.startsWith(mark));
    assertThat(ours)
        .containsExactlyElementsOf(
            Stream.of(
                    Stream.of(mark + "-before"),
                    IntStream.range(0, 20).mapToObj(i -> mark + "-away-" + i),
                    Stream.of(mark + "-after"))
                .flatMap(each -> each)
                .toList());
  }

  @Test
  void aMirrorThatSomebodyPausedGoesOnByItself() throws Exception {
    eventually()
        .until(() -> {
          // Refused for a moment while the worker takes up another change.
          connect("PUT", "/connectors/" + CONNECTOR + "/pause");
          return state().equals("PAUSED");
        });
    String value = value();
    onprem.send(PRODUCER, TOPIC, value);

    // A merge makes the daemon look at whatever the product has on the servers.
    push(PRODUCT, "retention: P14D", "retention: P15D");

    assertThat(cloud.readUntil(CONSUMER, group(), TOPIC, PATIENCE, value::equals)).contains(value);
    // The record may have been under way when the pause began.
    eventually().until(() -> state().equals("RUNNING"));
  }

  @Test
  void copyingEndsWithTheLineInTheManifestAndGoesOnWithIt() throws Exception {
    String before = value();
    onprem.send(PRODUCER, TOPIC, before);
    cloud.readUntil(CONSUMER, group(), TOPIC, PATIENCE, before::equals);
    String meanwhile = value();

    // When the product is no longer available there
    push(PRODUCT, "availableOn: [onprem, cloud]", "availableOn: [onprem]");

    try {
      // Then nothing copies it any more; what was copied stays. A connector says that it is stopped
      // before its tasks are.
      eventually().until(() -> state().equals("STOPPED") && tasks() == 0);
      long end = cloud.end(TOPIC);
      onprem.send(PRODUCER, TOPIC, meanwhile);
      assertThat(cloud.end(TOPIC)).isEqualTo(end).isPositive();
    } finally {
      // When it is again
      String back = push(PRODUCT, "availableOn: [onprem]", "availableOn: [onprem, cloud]");
      platform.awaitLive(back, PATIENCE);
    }

    // Then copying goes on where it ended
    List<String> read = cloud.readUntil(CONSUMER, group(), TOPIC, PATIENCE, meanwhile::equals);
    assertThat(read.stream().filter(before::equals)).hasSize(1);
  }

  @Test
  void copyingInACircleIsRefusedWithTheCircleNamed() throws Exception {
    Path mesh = copyOfTheSample();
    edit(
        mesh.resolve("mesh.yaml"),
        "  links:\n",
        "  links:\n    - {name: cloud-to-onprem, from: cloud, to: onprem}\n");
    edit(
        mesh.resolve("domains/customers/unhappy-vips/product.yaml"),
        "topic: {partitions: 1, retention: P30D}",
        "topic: {name: %s, partitions: 1}%n      availableOn: [cloud, onprem]".formatted(TOPIC));

    Result refused =
        Command.run(
            folder,
            PATIENCE,
            Map.of("WEFT_BUILD", "never"),
            List.of(ROOT.resolve("weft").toString(), "validate", mesh.toString()));

    assertThat(refused.exit()).as(refused.output()).isEqualTo(1);
    assertThat(refused.output())
        .contains("link/loop")
        .contains("`" + TOPIC + "` round in a circle")
        .contains("from `onprem` to `cloud`")
        .contains("from `cloud` to `onprem`");
  }

  private Path copyOfTheSample() throws IOException {
    Path sample = ROOT.resolve("data-products");
    Path copy = folder.resolve("mesh");
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(sample.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return copy;
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private String push(String file, String from, String to)
      throws IOException, InterruptedException {
    return MeshClone.of(platform.repository(), folder).edit(file, from, to).push("Edit");
  }

  /// How the mirror's connector is; `none` when there is none.
  private String state() throws IOException, InterruptedException {
    return status().path("connector").path("state").asText("none");
  }

  /// How many tasks the mirror's connector has.
  private int tasks() throws IOException, InterruptedException {
    return status().path("tasks").size();
  }

  private JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(connect("GET", "/connectors/" + CONNECTOR + "/status"));
  }

  private String connect(String method, String path) throws IOException, InterruptedException {
    URI uri = URI.create(platform.stack().connect("cloud").url() + path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
      String body = http.send(request, BodyHandlers.ofString()).body();
      return body.isEmpty() ? "{}" : body;
    }
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(PATIENCE).ignoreExceptions();
  }

  private static String group() {
    return CONSUMER + "." + UUID.randomUUID();
  }

  private static String value() {
    return UUID.randomUUID().toString();
  }
}
