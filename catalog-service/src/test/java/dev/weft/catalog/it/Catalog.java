// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.catalog.forge.SampleRepository;
import dev.weft.devstack.ClusterSpec;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.KafkaAccess;
import dev.weft.devstack.TestStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/// One service for all integration tests of the module, with a log and a database of its own.
final class Catalog {

  static final DevStack STACK = TestStack.shared();
  static final KafkaAccess CLUSTER = STACK.startCluster(ClusterSpec.named("catalog-log"));
  static final TestDatabase DATABASE = new TestDatabase(STACK, "catalog_it");
  static final TestLog LOG = new TestLog(CLUSTER);
  static final CatalogProcess SERVICE = start();

  private Catalog() {}

  private static CatalogProcess start() {
    try {
      LOG.recreate();
      writeSample();
      DATABASE.recreate();
      Path repository = Files.createTempDirectory("weft-catalog").resolve("mesh.git");
      SampleRepository.create(repository, Path.of("..", "data-products"));
      var more = Map.of("weft.repository", repository.toString());
      CatalogProcess service = CatalogProcess.start(STACK, DATABASE, CLUSTER, more);
      Runtime.getRuntime().addShutdownHook(new Thread(service::close));
      service.awaitReady();
      return service;
    } catch (Exception e) {
      throw new IllegalStateException("the catalog does not start", e);
    }
  }

  static void writeSample() {
    LOG.write(
        SampleDocuments.mesh(),
        SampleDocuments.reviews(),
        SampleDocuments.billing(),
        SampleDocuments.raw(),
        SampleDocuments.enriched());
    LOG.write(SampleDocuments.ready(), SampleDocuments.granted());
  }

  /// Waits until the service shows the sample, what became of it included.
  static void awaitSample(String token) {
    Awaitility.await("the sample is shown")
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() -> {
          var answer = SERVICE.get("/api/v1/products/reviews/enriched-reviews", token);
          assertThat(answer.status()).as(answer.body()).isEqualTo(200);
          assertThat(answer.json().path("health").asText()).isEqualTo("ready");
          assertThat(answer.json().path("consumerCount").asInt()).isEqualTo(1);
          JsonNode projection = SERVICE.get("/api/v1/platform", token).json().path("projection");
          assertThat(projection.path("state").asText()).isEqualTo("live");
          assertThat(projection.path("lag").asInt(-1)).isZero();
        });
  }

  /// A token of a demo user.
  static String token(String username) {
    return STACK.identity().userToken(username);
  }
}
