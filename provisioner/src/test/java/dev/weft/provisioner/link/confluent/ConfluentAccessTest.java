// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.deployment.DeploymentException;
import dev.weft.provisioner.deployment.Link;
import java.net.URI;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfluentAccessTest {

  private static final Link.Login LOGIN = new Link.Login("KEY", "canary");

  @Test
  void takesIdsOutOfWhatTheLinkIsConfiguredWith() {
    ConfluentAccess access =
        ConfluentAccess.of(
            link(
                LOGIN,
                Map.of("cluster.id", "lkc-1"),
                Map.of("cluster.id", "source-1", "bootstrap.servers", "b:9092")));

    assertThat(access.base()).isEqualTo("https://cloud.example.com/kafka/v3/clusters/lkc-1");
    assertThat(access.sources().values())
        .extracting(ConfluentAccess.Source::clusterId)
        .containsExactly("source-1");
    assertThat(access.wanted("onprem"))
        .containsEntry("bootstrap.servers", "b:9092")
        .containsEntry("acl.sync.enable", "true")
        .doesNotContainKey("cluster.id");
    assertThat(access.toString()).doesNotContain("canary");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> ConfluentAccess.of(link(LOGIN, Map.of(), Map.of())))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("links.cloud.target.cluster.id");
    assertThatThrownBy(() -> ConfluentAccess.of(link(null, Map.of("cluster.id", "x"), Map.of())))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("links.cloud.user");
  }

  @Test
  void refusesWhatHasNoMeaning() {
    Map<String, String> target = Map.of("cluster.id", "x", "bootstrap.servers", "b:9092");

    assertThatThrownBy(() -> ConfluentAccess.of(link(LOGIN, target, Map.of())))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("links.cloud.target.bootstrap.servers");
  }

  private static Link link(
      Link.@Nullable Login login, Map<String, String> target, Map<String, String> source) {
    SortedMap<String, SortedMap<String, String>> sources =
        new TreeMap<>(Map.of("onprem", new TreeMap<>(source)));
    return new Link(
        "cloud",
        Link.Type.CONFLUENT,
        URI.create("https://cloud.example.com/"),
        login,
        sources,
        new TreeMap<>(target),
        new TreeMap<>(Map.of("acl.sync.enable", "true")));
  }
}
