// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.ProductStatus;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import dev.weft.provisioner.resource.ResourceKey;
import org.junit.jupiter.api.Test;

class MirrorStatusTest {

  private static final ResourceKey.Mirror KEY =
      new ResourceKey.Mirror("cloud", "shop.orders.orders.v1");

  private final PublishedMesh shop = PublishedMesh.linkedShop();

  @Test
  void aProductIsReadyOnBothClustersOnceItIsCopied() {
    shop.pass();

    assertThat(shop.links.mirrors()).containsOnlyKeys(KEY);
    assertThat(shop.condition("onprem", "Ready")).isEqualTo("True ReadBack");
    assertThat(shop.condition("cloud", "Ready")).isEqualTo("True ReadBack");
    assertThat(shop.log.documents().status())
        .containsKeys(
            GrantStatus.key("shop/orders/reader", "onprem"),
            GrantStatus.key("shop/orders/reader", "cloud"));
  }

  @Test
  void aProductIsNotReadyWhereItsCopyFails() {
    shop.pass();
    shop.links.with(KEY, "onprem", State.FAILED, "Not authorized.");
    shop.look();

    assertThat(shop.condition("cloud", "Ready")).isEqualTo("False Pending");
    assertThat(shop.condition("onprem", "Ready")).isEqualTo("True ReadBack");
    assertThat(shop.status("cloud").drift())
        .containsExactly(
            new ProductStatus.Drift(
                KEY.text(), "The link failed, and no records are copied. Not authorized."));

    shop.pass();
    assertThat(shop.condition("cloud", "Ready")).isEqualTo("True ReadBack");
  }

  @Test
  void nothingIsSaidOfACopyThatCouldNotBeSeen() {
    shop.pass();
    shop.links.down(true);
    shop.pass();

    assertThat(shop.condition("cloud", "Ready")).isEqualTo("Unknown Unreadable");
    assertThat(shop.condition("onprem", "Ready")).isEqualTo("True ReadBack");
  }
}
