// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.devstack.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faults in the middle of a pass whose point is what the real servers do. The moment is always one
/// that the journal shows, so that it is the same on a slow machine.
class DaemonFaultsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String TOPIC = "{partitions: 1, retention: P2D}";

  /// As many as may lose their rights in one run without an approval.
  private static final int MANY = 20;

  @TempDir Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private DaemonMesh mesh;

  /// New to the registry, too, which all tests share.
  @SuppressWarnings("NullAway.Init")
  private List<String> names;

  @BeforeEach
  void starts() {
    mesh = new DaemonMesh(folder);
    mesh.product("first", TOPIC).commit("One product");
    String mark = mesh.cluster.replace("daemon-", "n");
    names = IntStream.range(0, MANY).mapToObj(i -> "%s-%02d".formatted(mark, i)).toList();
  }

  @AfterEach
  void ends() {
    mesh.close();
  }

  private String token() {
    return mesh.stack.identity().serviceToken("weft-catalog");
  }

  /// Commits many products with a grant each, and returns when the journal shows the first intent
  /// of a kind, whose transaction may not even be over.
  ///
  /// @param kind how the change's id ends
  /// @return the commit
  private String mergeUntilIntended(String kind) {
    String[] commit = {""};
    mesh.awaitRecord(
        "weft.journal",
        () -> {
          names.forEach(name -> mesh.product(name, TOPIC).grant(name));
          commit[0] = mesh.commit("Many products");
        },
        key -> key.contains(names.getFirst()) && key.endsWith(kind));
    return commit[0];
  }

  private void awaitSynced(DaemonProcess daemon, String commit) {
    daemon.awaitSynced(token(), commit);
  }

  private void awaitMessage(DaemonProcess daemon, String part) {
    await("the daemon says " + part)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() ->
            assertThat(daemon.status(token()).path("message").asText())
                .as(daemon::log)
                .contains(part));
  }

  /// Rights by topic of ours, without the topic's name.
  private Map<String, Set<String>> rights() throws Exception {
    return mesh.admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
        .collect(
            Collectors.groupingBy(
                binding -> binding.pattern().name(),
                TreeMap::new,
                Collectors.mapping(
                    binding -> binding.entry().principal() + " " + binding.entry().operation(),
                    Collectors.toSet())));
  }

  /// Whether nothing was lost and nothing made twice: each topic is the one that the inventory
  /// knows, has the rights it is to have, and was told to be made once at most.
  private void assertWhole(DaemonProcess daemon) throws Exception {
    List<String> topics = names.stream().map(DaemonMesh::topic).toList();
    Map<String, String> owned = mesh.topicIds("weft.inventory");
    Map<String, String> seen =
        mesh.admin.describeTopics(topics).allTopicNames().get().values().stream()
            .collect(
                Collectors.toMap(
                    topic -> mesh.cluster + "/topic/" + topic.name(),
                    topic -> topic.topicId().toString()));
    assertThat(owned).containsAllEntriesOf(seen);
    Map<String, Set<String>> rights = rights();
    assertThat(topics)
        .allSatisfy(topic ->
            assertThat(rights.get(topic)).isEqualTo(rights.get(topics.getFirst())).isNotEmpty());
    Map<String, Long> made =
        mesh.values("weft.audit").stream()
            .filter(line -> line.contains(":create applied"))
            .map(line -> line.replaceFirst(".*\"subject\":\"([^\"]*)\".*", "$1"))
            .collect(Collectors.groupingBy(subject -> subject, Collectors.counting()));
    assertThat(made).isNotEmpty();
    assertThat(made.values()).containsOnly(1L);
    assertThat(daemon.get("/api/v1/audit/chain", token()).body()).contains("\"isWhole\":true");
  }

  @Test
  void fault13FencesALeaderThatWasFrozenInTheMiddle() throws Exception {
    try (DaemonProcess frozen = mesh.daemon("one").untilReady();
        DaemonProcess next = mesh.daemon("two").untilReady()) {
      assertThat(frozen.status(token()).path("leader").asBoolean()).isTrue();

      // What the frozen one was about to grant is revoked meanwhile.
      var _ = mergeUntilIntended(":add");
      frozen.freeze();
      names.forEach(name -> mesh.repository.remove(DaemonMesh.path(name, "access/reader.yaml")));
      awaitSynced(next, mesh.commit("Without the grants"));
      Map<String, Set<String>> before = rights();
      List<String> told = mesh.values("weft.audit");
      frozen.thaw();

      await("stands by")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> frozen.log().contains("no longer the writer"));
      await().atMost(PATIENCE).until(() -> !frozen.status(token()).path("leader").asBoolean());
      assertThat(mesh.values("weft.audit")).as("what it told after its pause").isEqualTo(told);
      assertThat(rights()).as("rights after its pause").isEqualTo(before);
      assertThat(before.toString()).doesNotContain("User:shop.reader " + AclOperation.READ);
      assertThat(next.status(token()).path("leader").asBoolean()).isTrue();
      assertWhole(next);

      // It is as good as any other afterwards.
      next.stop();
      awaitSynced(frozen, mesh.product("later", TOPIC).commit("Merged afterwards"));
      assertThat(mesh.topics()).contains(DaemonMesh.topic("later"));
    }
  }

  @Test
  void fault09ComesThroughABrokerThatWasKilledInTheMiddle() throws Exception {
    try (DaemonProcess daemon = mesh.daemon("one").untilReady()) {
      var _ = mergeUntilIntended(":add");
      mesh.killCluster();
      String commit = mesh.product("last", TOPIC).commit("Merged while the broker was away");
      mesh.startCluster();

      awaitSynced(daemon, commit);

      assertThat(mesh.topics()).contains(DaemonMesh.topic("last"));
      assertWhole(daemon);
    }
  }

  @Test
  void fault10ComesThroughABrokerThatWasKilledWhileTopicsWereMade() throws Exception {
    try (DaemonProcess daemon = mesh.daemon("one").untilReady()) {
      String commit = mergeUntilIntended("events.v1:create");
      mesh.killCluster();
      mesh.startCluster();

      awaitSynced(daemon, commit);

      assertWhole(daemon);
    }
  }

  /// A broker that cannot append takes its disk for broken and closes, so that nobody is left to
  /// refuse anything; what counts is what is there afterwards.
  @Test
  void fault12ComesThroughADiskThatWasFullInTheMiddle() throws Exception {
    try (DaemonProcess daemon = mesh.daemon("one").untilReady()) {
      String commit = mergeUntilIntended(":add");
      mesh.fillDisk();
      mesh.startCluster();

      awaitSynced(daemon, commit);

      assertWhole(daemon);
    }
  }

  @Test
  void fault32WaitsForARegistryThatWasKilledInTheMiddleOfAProduct() throws Exception {
    try (DaemonProcess daemon = mesh.daemon("one").untilReady()) {
      var _ = mergeUntilIntended(":register");
      mesh.stack.killHard(Service.REGISTRY);
      String commit = mesh.product("last", TOPIC).commit("Merged while the registry was away");
      try {
        awaitMessage(daemon, "registry");
        assertThat(mesh.topics()).doesNotContain(DaemonMesh.topic("last"));
        assertThat(rights()).doesNotContainKey(DaemonMesh.topic("last"));
      } finally {
        mesh.stack.start(Service.REGISTRY);
      }

      awaitSynced(daemon, commit);
      assertThat(mesh.topics()).contains(DaemonMesh.topic("last"));
      assertWhole(daemon);
    }
  }
}
