// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OwnershipTest {

  private final TreeMap<String, Optional<String>> files = new TreeMap<>(TestMesh.files());

  @Test
  void givesAProductToItsOwnOwner() {
    assertThat(ownership().ownerOf("domains/reviews/care-calls/access/report.yaml"))
        .isEqualTo("care-team");
  }

  @Test
  void givesAProductWithoutOwnOwnerToTheDomain() {
    assertThat(ownership().ownerOf("domains/reviews/enriched-reviews/schemas/a.avsc"))
        .isEqualTo("reviews-team");
  }

  @Test
  void givesANewProductAndApplicationsToTheDomain() {
    Ownership ownership = ownership();

    assertThat(ownership.ownerOf("domains/reviews/brand-new/product.yaml"))
        .isEqualTo("reviews-team");
    assertThat(ownership.ownerOf("domains/billing/applications/report.yaml"))
        .isEqualTo("billing-team");
    assertThat(ownership.ownerOf("domains/billing/domain.yaml")).isEqualTo("billing-team");
  }

  @Test
  void givesEverythingElseToTheTeamOfTheMesh() {
    Ownership ownership = ownership();

    for (String path :
        List.of(
            "mesh.yaml",
            "teams.yaml",
            "governance/policies/a.yaml",
            "domains/unknown/domain.yaml",
            "domains/unknown/product/product.yaml",
            "domains/x",
            "Domains/reviews/enriched-reviews/product.yaml",
            "domains/../mesh.yaml",
            ".github/workflows/a.yaml")) {
      assertThat(ownership.ownerOf(path)).as(path).isEqualTo("platform-team");
    }
  }

  @Test
  void givesGovernanceToTheTeamThatTheMeshNamesForIt() {
    mesh("owner: platform-team", "governance: privacy-office");

    assertThat(ownership().ownerOf("governance/waivers/late.yaml")).isEqualTo("privacy-office");
    assertThat(ownership().ownerOf("mesh.yaml")).isEqualTo("platform-team");
    assertThat(ownership().ownerOf("governance")).isEqualTo("platform-team");
    assertThat(ownership().ownerOf("domains/billing/policies/a.yaml")).isEqualTo("billing-team");
  }

  @Test
  void givesAMeshWithoutOwnerToNobody() {
    mesh();
    assertThat(ownership().ownerOf("mesh.yaml")).isEqualTo(Ownership.NOBODY);
    assertThat(ownership().ownerOf("governance/policies/a.yaml")).isEqualTo(Ownership.NOBODY);
    assertThat(ownership().ownerOf("domains/billing/domain.yaml")).isEqualTo("billing-team");

    files.put("mesh.yaml", Optional.of("spec: [unfinished"));
    assertThat(ownership().ownerOf("mesh.yaml")).isEqualTo(Ownership.NOBODY);
  }

  private void mesh(String... owners) {
    List<String> spec = new ArrayList<>(List.of(owners));
    spec.add("clusters: {onprem: {}}");
    spec.add("environments: {dev: {clusters: {onprem: {}}}}");
    files.put("mesh.yaml", TestMesh.manifest("Mesh", "test", spec.toArray(String[]::new)));
  }

  @Test
  void asksTheDomainWhenTheProductCannotBeRead() {
    files.put("domains/reviews/care-calls/product.yaml", Optional.of("spec: [unfinished"));

    assertThat(ownership().ownerOf("domains/reviews/care-calls/docs/README.md"))
        .isEqualTo("reviews-team");
  }

  @Test
  void namesTheOwnersOfSeveralPathsOnce() {
    assertThat(
            ownership()
                .ownersOf(
                    List.of(
                        "domains/reviews/a/product.yaml",
                        "domains/reviews/b/product.yaml",
                        "domains/billing/domain.yaml")))
        .containsExactly("billing-team", "reviews-team");
  }

  private Ownership ownership() {
    return new Ownership(new MapTree(files));
  }

  private record MapTree(Map<String, Optional<String>> map) implements SourceTree {

    @Override
    public List<SourceFile> files() {
      return map.keySet().stream()
          .map(path -> new SourceFile(path, read(path).length, SourceFile.Kind.REGULAR))
          .toList();
    }

    @Override
    public byte[] read(String path) {
      return map.getOrDefault(path, Optional.empty())
          .orElseThrow()
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
