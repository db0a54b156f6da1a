// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.event.LinkLag;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinkLagsTest {

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  private final EnvironmentMesh mesh =
      Objects.requireNonNull(
          MeshLoader.load(GeneratedMesh.of(GeneratedMesh.Size.SMALL, 3).tree())
              .resolve("prod", GeneratedMesh.TODAY)
              .mesh());

  private Set<Port> copied() {
    return mesh.products().stream()
        .flatMap(product -> product.ports().stream())
        .filter(port -> port.clusters().size() > 1)
        .filter(port ->
            port.status() == Product.Status.ACTIVE || port.status() == Product.Status.DEPRECATED)
        .collect(Collectors.toSet());
  }

  @Test
  void asksAboutEveryCopyOnce() {
    assertThat(copied()).isNotEmpty();
    assertThat(new LinkLags(mesh).questions())
        .isEqualTo(
            Map.of(
                "cloud",
                copied().stream()
                    .map(port -> new ResourceKey.Mirror("cloud", port.topic().name()))
                    .collect(Collectors.toSet())));
  }

  @Test
  void tellsHowFarTheCopyOfAPortIsBehind() {
    Port port = copied().iterator().next();
    SortedMap<ResourceKey.Mirror, Long> measured = new TreeMap<>();
    measured.put(new ResourceKey.Mirror("cloud", port.topic().name()), 7L);
    measured.put(new ResourceKey.Mirror("cloud", "not.of.this.mesh"), 9L);

    assertThat(new LinkLags(mesh).changes(Map.of("cloud", measured), AT).measurements())
        .containsExactly(new LinkLag(port.name().urn(), "onprem", "cloud", AT, 7));
  }
}
