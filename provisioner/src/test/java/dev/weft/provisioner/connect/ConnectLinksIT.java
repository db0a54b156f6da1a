// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The engine, two brokers and a worker, with no rights for the link but those that are derived.
class ConnectLinksIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final TwoClusters servers = new TwoClusters();

  @AfterEach
  void close() throws ExecutionException, InterruptedException {
    servers.close();
  }

  private void apply(Wanted wanted) {
    RunReport report = servers.approve(wanted);
    assertThat(TwoClusters.failures(report)).isEmpty();
    assertThat(report.exitCode()).isZero();
  }

  private LinkSnapshot.Mirror mirror() {
    return Objects.requireNonNull(servers.links.observe().mirrors().get(servers.key()));
  }

  private void awaitOnCloud(String... records) {
    await().atMost(PATIENCE).until(() -> servers.records("cloud").size() >= records.length);
    assertThat(servers.records("cloud")).containsExactly(records);
  }

  /// Workers share out their work once more after a change.
  private void awaitHealthy() {
    await().atMost(PATIENCE).until(() -> mirror().isHealthy());
  }

  private void awaitLag(long records) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(servers.links.lag(Set.of(servers.key())))
                .containsEntry(servers.key(), records));
  }

  @Test
  void copiesRecordsUnchangedAndWantsNothingMore() throws Exception {
    apply(servers.mirrored());
    servers.send("onprem", 0, "a", "b");
    servers.send("onprem", 1, "c");

    awaitOnCloud("key-a=a", "key-b=b", "key-c=c");

    awaitLag(0);
    awaitHealthy();
    Prepared again = servers.plan(servers.mirrored());
    assertThat(Bench.lines(again.plan())).isEmpty();
    assertThat(again.plan().held()).isEmpty();
    assertThat(again.exitCode()).isZero();
    // A second link of the same domain does not disturb the first one's settings.
    assertThat(servers.call("GET", ConnectHttp.connector(servers.connector(), "/config"), null))
        .asString()
        .doesNotContain("clientSecret=\\\"weft")
        .contains("${dir:");
  }

  @Test
  void bringsPlacesOfGroupsAlong() throws Exception {
    apply(servers.mirrored());
    servers.send("onprem", 0, "a", "b", "c");
    awaitOnCloud("key-a=a", "key-b=b", "key-c=c");
    String group = servers.groups() + "one";

    servers.commit("onprem", group, 0, 3);

    var place = new TopicPartition(servers.topic(), 0);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var offset = servers.committed("cloud", group).get(place);
          assertThat(offset).isNotNull();
          assertThat(Objects.requireNonNull(offset).offset()).isEqualTo(3);
        });
  }

  @Test
  void healsWhatSomebodyPausedOrChanged() throws Exception {
    apply(servers.mirrored());
    String path = ConnectHttp.connector(servers.connector(), "");
    servers.call("PUT", path + "/pause", null);
    await().atMost(PATIENCE).until(() -> mirror().state() == State.PAUSED);

    assertThat(Bench.lines(servers.plan(servers.mirrored()).plan()))
        .containsExactly("SAFE mirror:cloud:" + servers.topic() + ":restore");
    apply(servers.mirrored());
    awaitHealthy();

    var config = (ObjectNode) servers.call("GET", path + "/config", null);
    servers.call("PUT", path + "/config", config.put("sync.topic.configs.enabled", "true"));
    await()
        .atMost(PATIENCE)
        .until(() -> mirror().differences().contains("sync.topic.configs.enabled"));
    servers.call("DELETE", ConnectHttp.connector(servers.checkpoint(), ""), null);
    apply(servers.mirrored());

    awaitHealthy();
    servers.send("onprem", 0, "later");
    awaitOnCloud("key-later=later");
  }

  @Test
  void getsAFailedConnectorGoingAgain() throws Exception {
    apply(servers.mirrored());
    String path = ConnectHttp.connector(servers.connector(), "");
    var config = (ObjectNode) servers.call("GET", path + "/config", null);
    servers.call(
        "PUT",
        path + "/config",
        config.put("source.cluster.sasl.jaas.config", "no.such.Module required;"));
    await().atMost(PATIENCE).until(() -> mirror().state() == State.FAILED);
    assertThat(mirror().detail()).isNotEmpty();

    apply(servers.mirrored());

    awaitHealthy();
    servers.send("onprem", 1, "after");
    awaitOnCloud("key-after=after");
  }

  @Test
  void goesOnWhereItEndedWhenAPortComesBack() throws Exception {
    apply(servers.mirrored());
    servers.send("onprem", 0, "a");
    servers.send("onprem", 1, "b");
    awaitOnCloud("key-a=a", "key-b=b");
    awaitLag(0);

    apply(servers.produced());
    assertThat(servers.links.observe().mirrors()).doesNotContainKey(servers.key());
    assertThat(servers.records("cloud")).hasSize(2);
    servers.send("onprem", 0, "meanwhile");

    apply(servers.mirrored());

    awaitOnCloud("key-a=a", "key-b=b", "key-meanwhile=meanwhile");
  }

  @Test
  void refusesToDoubleWhatTheTargetHolds() throws Exception {
    apply(servers.mirrored());
    servers.send("onprem", 0, "a");
    awaitOnCloud("key-a=a");
    apply(servers.produced());
    // Nobody remembers any more how far the copying came.
    servers.call("DELETE", ConnectHttp.connector(servers.connector(), "/offsets"), null);

    Prepared prepared = servers.plan(servers.mirrored());

    assertThat(Bench.lines(prepared.plan()))
        .contains("SERVER! SAFE mirror:cloud:" + servers.topic() + ":create");
    assertThat(prepared.plan().changes())
        .filteredOn(planned -> planned.change() instanceof Change.CreateMirror)
        .singleElement()
        .asString()
        .contains("holds 1 records that this link did not copy");
  }

  @Test
  void promotesOnceEverythingIsCopied() throws Exception {
    apply(servers.mirrored());
    for (int i = 0; i < 20; i++) {
      servers.send("onprem", i % 2, "r" + (10 + i));
    }

    apply(servers.moved());

    assertThat(servers.records("cloud")).hasSize(20).isEqualTo(servers.records("onprem"));
    assertThat(servers.links.observe().mirrors()).doesNotContainKey(servers.key());
    assertThat(Bench.lines(servers.plan(servers.moved()).plan())).isEmpty();
    servers.send("cloud", 0, "own");
    assertThat(servers.records("cloud")).contains("key-own=own");
  }
}
