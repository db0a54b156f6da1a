// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.name.ProductName;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LocateTest {

  private final DataProductManifest product =
      Objects.requireNonNull(
          MeshLoader.load(
                  TestMesh.tree()
                      .with(
                          TestMesh.PRODUCT,
                          TestMesh.product(
                              "      topic: {partitions: 4, config: {retention.ms: 5}}\n")))
              .products()
              .get(new ProductName("shop", "orders")));

  @Test
  void findsTheValueOfAPath() {
    assertThat(product.locate("spec.ports[0].topic.partitions")).isEqualTo(at(11, 27));
    assertThat(product.locate("spec.ports[0].topic.config[\"retention.ms\"]"))
        .isEqualTo(at(11, 53));
    assertThat(product.locate("metadata.name")).isEqualTo(at(3, 18));
  }

  @Test
  void findsTheDeepestPartThatExists() {
    assertThat(product.locate("spec.ports[7].topic")).isEqualTo(product.locate("spec.ports"));
    assertThat(product.locate("spec.ports[0].sla.freshness"))
        .isEqualTo(product.locate("spec.ports[0]"));
    assertThat(product.locate("")).isEqualTo(at(1, 1));
  }

  @Test
  void refusesAPathThatIsNone() {
    assertThatThrownBy(() -> product.locate("spec.ports[0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Location at(int line, int column) {
    return new Location(TestMesh.PRODUCT, line, column);
  }
}
