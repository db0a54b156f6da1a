// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.devstack.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faults in the middle of a pass whose point is what the real broker does.
class DaemonFaultsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String TOPIC = "{partitions: 1, retention: P2D}";

  @TempDir Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private DaemonMesh mesh;

  @BeforeEach
  void starts() {
    mesh = new DaemonMesh(folder);
    mesh.product("first", TOPIC).commit("One product");
  }

  @AfterEach
  void ends() {
    mesh.close();
  }

  private String token() {
    return mesh.stack.identity().serviceToken("weft-catalog");
  }

  /// Commits many products and returns as soon as the first of them is there.
  private List<String> untilInTheMiddle() {
    List<String> names = IntStream.range(0, 60).mapToObj("p%02d"::formatted).toList();
    names.forEach(name -> mesh.product(name, TOPIC));
    mesh.commit("Many products");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> mesh.topics().stream().anyMatch(topic -> topic.startsWith("shop.p")));
    return names;
  }

  private void awaitSynced(DaemonProcess daemon, String commit) {
    await("synced at " + commit)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          var status = daemon.status(token());
          return status.path("revision").asText().equals(commit)
              && status.path("lastPassResult").asText().equals("synced");
        });
  }

  @Test
  void fault13FencesALeaderThatWasFrozenInTheMiddle() {
    try (DaemonProcess frozen = mesh.daemon("one").untilReady();
        DaemonProcess next = mesh.daemon("two").untilReady()) {
      assertThat(frozen.status(token()).path("leader").asBoolean()).isTrue();

      List<String> names = untilInTheMiddle();
      frozen.freeze();
      String commit = mesh.product("last", TOPIC).commit("Merged while the leader was frozen");
      awaitSynced(next, commit);
      int told = mesh.values("weft.audit").size();
      frozen.thaw();

      await("stands by")
          .atMost(PATIENCE)
          .until(() -> !frozen.status(token()).path("leader").asBoolean());
      assertThat(mesh.topics()).containsAll(names.stream().map(DaemonMesh::topic).toList());
      assertThat(mesh.values("weft.audit").size())
          .as("what the old leader wrote after its pause")
          .isEqualTo(told);
      assertThat(next.status(token()).path("leader").asBoolean()).isTrue();
      mesh.product("later", TOPIC);
      awaitSynced(next, mesh.commit("Merged afterwards"));
      assertThat(next.get("/api/v1/audit/chain", token()).body()).contains("\"isWhole\":true");
    }
  }

  @Test
  void fault09ComesThroughABrokerThatWasKilledInTheMiddle() {
    try (DaemonProcess daemon = mesh.daemon("one").untilReady()) {
      List<String> names = untilInTheMiddle();
      mesh.stack.killHard(Service.kafka(mesh.cluster));
      String commit = mesh.product("last", TOPIC).commit("Merged while the broker was away");
      mesh.stack.start(Service.kafka(mesh.cluster));

      awaitSynced(daemon, commit);

      assertThat(mesh.topics())
          .containsAll(names.stream().map(DaemonMesh::topic).toList())
          .contains(DaemonMesh.topic("last"));
      assertThat(daemon.get("/api/v1/audit/chain", token()).body()).contains("\"isWhole\":true");
    }
  }
}
