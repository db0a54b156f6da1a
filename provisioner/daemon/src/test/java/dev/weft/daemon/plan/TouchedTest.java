// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TouchedTest {

  @Test
  void namesTheProductsInWhoseFoldersPathsAre() {
    assertThat(
            Touched.products(
                List.of(
                    "domains/shop/orders/product.yaml",
                    "domains/shop/orders/schemas/order.avsc",
                    "domains/billing/disputes/access/desk.yaml")))
        .containsExactly("urn:weft:billing:disputes", "urn:weft:shop:orders");
  }

  @Test
  void leavesOutWhatBelongsToNoProduct() {
    assertThat(
            Touched.products(
                List.of(
                    "mesh.yaml",
                    "domains/shop/domain.yaml",
                    "domains/shop/applications/writer.yaml",
                    "domains/shop/policies/own.yaml",
                    "domains/../etc/passwd",
                    "elsewhere/shop/orders/product.yaml")))
        .isEmpty();
  }
}
