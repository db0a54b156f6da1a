// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Daemons that die, and daemons that are two.
class DaemonCrashIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String TOPIC = "{partitions: 1, retention: P2D}";

  @TempDir Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private DaemonMesh mesh;

  @BeforeEach
  void starts() {
    mesh = new DaemonMesh(folder);
  }

  @AfterEach
  void ends() {
    mesh.close();
  }

  @Test
  void finishesWhatAKilledOneBegan() {
    // Given
    mesh.product("first", TOPIC).commit("One product");
    List<String> names = IntStream.range(0, 60).mapToObj("p%02d"::formatted).toList();
    try (DaemonProcess killed = mesh.daemon("same").untilReady()) {
      names.forEach(name -> mesh.product(name, TOPIC));
      mesh.commit("Many products");
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> mesh.topics().stream().anyMatch(topic -> topic.startsWith("shop.p")));
      killed.kill();
    }

    // When
    String commit = mesh.product("last", TOPIC).commit("Merged while none was there");
    try (DaemonProcess next = mesh.daemon("same").untilReady()) {
      // Then
      next.awaitSynced(token(), commit);
      assertThat(mesh.topics())
          .containsAll(names.stream().map(DaemonMesh::topic).toList())
          .contains(DaemonMesh.topic("last"));
    }
  }

  @Test
  void standsByWhileAnotherOneWritesAndTakesOverWhenItDies() {
    mesh.product("first", TOPIC).commit("One product");
    // The newcomer has the earlier name: nobody's turn comes by the alphabet.
    try (DaemonProcess one = mesh.daemon("older").untilReady();
        DaemonProcess two = mesh.daemon("newer").untilReady()) {
      assertThat(one.status(token()).path("leader").asBoolean()).isTrue();
      assertThat(two.status(token()).path("leader").asBoolean()).isFalse();
      await("stands by").atMost(PATIENCE).until(() -> two.log().contains("standing by"));
      assertThat(two.log()).doesNotContain("Pass ended");

      one.kill();
      mesh.product("second", TOPIC).commit("Merged after its death");

      mesh.awaitTopic("second");
      await().atMost(PATIENCE).until(() -> two.status(token()).path("leader").asBoolean());
    }
  }

  private String token() {
    return mesh.stack.identity().serviceToken("weft-catalog");
  }
}
