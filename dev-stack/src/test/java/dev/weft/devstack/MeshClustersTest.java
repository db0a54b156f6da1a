// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshClustersTest {

  private static final String LINKED =
      """
      spec:
        clusters: {onprem: {}, cloud: {}, edge: {}}
        environments:
          dev:
            clusters: {cloud: {}, onprem: {}}
            control: onprem
          prod:
            clusters: {onprem: {}, cloud: {}, edge: {}}
        links:
          - {name: up, from: onprem, to: cloud}
          - {name: out, from: cloud, to: edge}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void startsOneClusterAndNoWorkerForAMeshOfOne() {
    assertThat(parse("spec: {environments: {dev: {clusters: {main: {}}}}}"))
        .isEqualTo(new MeshClusters(List.of("main"), List.of()));
  }

  @Test
  void putsTheClusterWithTheLogFirst() {
    assertThat(parse(LINKED).names()).containsExactly("onprem", "cloud");
  }

  @Test
  void startsAWorkerOnlyWhereALinkOfThisEnvironmentLeads() {
    assertThat(parse(LINKED).linked()).containsExactly("cloud");
    assertThat(MeshClusters.parse(Teams.yaml(LINKED), "prod").linked())
        .containsExactly("cloud", "edge");
    assertThat(parse(LINKED.replace("to: cloud", "to: edge")).linked()).isEmpty();
  }

  @Test
  void takesTheUsualClusterWhereTheMeshSaysNothing() throws IOException {
    assertThat(MeshClusters.of(folder, "dev").names()).containsExactly("onprem");
    Files.writeString(folder.resolve("mesh.yaml"), "spec: {environments: {prod: {}}}");
    assertThat(MeshClusters.of(folder, "dev").names()).containsExactly("onprem");
  }

  @Test
  void namesTheFileThatItCannotRead() throws IOException {
    Files.writeString(folder.resolve("mesh.yaml"), "spec: {links: [");

    assertThatThrownBy(() -> MeshClusters.of(folder, "dev"))
        .isInstanceOf(DevStackException.class)
        .hasMessageContaining("mesh.yaml")
        .hasMessageContaining("weft validate");
  }

  @Test
  void keepsTheHeapThatWasChosenForACluster() throws IOException {
    Files.writeString(folder.resolve("mesh.yaml"), LINKED);
    ClusterSpec chosen = ClusterSpec.named("onprem").withHeap("1g");

    StackSpec spec = StackSpec.forTests().with(chosen).withClustersOf(folder);

    assertThat(spec.clusters()).containsExactly(chosen, ClusterSpec.second("cloud"));
    assertThat(spec.workers()).containsExactly("cloud");
  }

  private static MeshClusters parse(String yaml) {
    return MeshClusters.parse(Teams.yaml(yaml), "dev");
  }
}
