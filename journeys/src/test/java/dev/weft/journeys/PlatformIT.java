// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.LoopbackSockets;
import dev.weft.devstack.PlatformStack;
import dev.weft.devstack.Service;
import dev.weft.journeys.harness.SharedPlatform;
import dev.weft.journeys.harness.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The platform that `weft up` starts, disturbed.
@ExtendWith(SharedPlatform.class)
@Order(SharedPlatform.DISTURBING)
class PlatformIT {

  @TempDir private static Path folder = Path.of("");
  private static PlatformStack platform;

  @BeforeAll
  static void find(PlatformStack shared) {
    platform = shared;
  }

  @Test
  void makesTheSampleRealWithoutTheCommandLine() throws Exception {
    var properties = new Properties();
    properties.putAll(platform.stack().kafka("onprem").adminProperties());
    try (Admin admin = Admin.create(properties)) {
      assertThat(admin.listTopics().names().get())
          .contains("reviews.enriched-reviews.enriched.v1", "weft.inventory");
    }
  }

  @Test
  void givesEveryApplicationALogin() throws IOException {
    Path file = platform.stack().credentials().resolve("reviews.enricher.properties");
    var login = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      login.load(reader);
    }

    String secret = login.getProperty("sasl.oauthbearer.client.credentials.client.secret");

    assertThat(platform.identity().token("reviews.enricher", secret)).isNotBlank();
  }

  @Test
  void answersTheFirstPage() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(platform.catalogUrl() + "/")).build();

      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isLessThan(400);
    }
  }

  @Test
  void listensOnLoopbackOnly() throws IOException {
    for (Service service : platform.stack().services()) {
      long pid = platform.stack().process(service).orElseThrow().pid();

      assertThat(LoopbackSockets.listening(pid))
          .as(service.name())
          .isNotEmpty()
          .allMatch(LoopbackSockets::isLoopback);
    }
  }

  @Test
  void changesNothingTheSecondTime() {
    Map<Service, Long> before = pids();

    platform.start();

    assertThat(pids()).isEqualTo(before);
  }

  @Test
  void goesOnWithWhatWasPushedAfterDaemonAndCatalogWereKilled() throws Exception {
    Map<Service, Long> before = pids();
    platform.stack().killHard(Service.DAEMON);
    platform.stack().killHard(Service.CATALOG);
    String pushed =
        MeshClone.of(platform.repository(), folder)
            .edit("teams.yaml", "Streaming platform", "Platform of streams")
            .push("Edit");

    platform.start();

    assertThat(platform.head()).isEqualTo(pushed);
    platform.awaitLive(pushed, Wait.PATIENCE);
    assertThat(pids().get(Service.KEYCLOAK)).isEqualTo(before.get(Service.KEYCLOAK));
    assertThat(pids().get(Service.DAEMON)).isNotEqualTo(before.get(Service.DAEMON));
  }

  @Test
  void movesWhenItsPortIsTaken() throws Exception {
    String before = platform.catalogUrl();
    platform.stack().stop(Service.CATALOG);

    try (var _ =
        new ServerSocket(URI.create(before).getPort(), 1, InetAddress.getLoopbackAddress())) {
      platform.start();
    }

    assertThat(platform.catalogUrl()).isNotEqualTo(before);
    Wait.eventually().until(() -> platform.stack().status().isHealthy());
  }

  private static Map<Service, Long> pids() {
    var pids = new TreeMap<Service, Long>();
    for (Service service : platform.stack().services()) {
      platform.stack().process(service).ifPresent(process -> pids.put(service, process.pid()));
    }
    return pids;
  }
}
