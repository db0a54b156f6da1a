// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.daemon.product.ProductPage.ProductState;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.event.ProductStatus.Condition;
import dev.weft.model.event.StatusDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductsTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Products.Filter ANY = new Products.Filter("", "", "", "", "");

  private static List<StatusDocument> documents() {
    List<StatusDocument> all = new ArrayList<>();
    all.add(new DaemonStatus("dev", null, null, NOON, null, null, null, "", true, null));
    for (int i = 1; i <= 5; i++) {
      String domain = i < 4 ? "shop" : "billing";
      var ready = new Condition("Ready", i == 2 ? "False" : "True", "ReadBack", "", NOON);
      all.add(
          new ProductStatus(
              "urn:weft:" + domain + ":p" + i, "onprem", List.of(ready), "c0", NOON, List.of()));
    }
    return all;
  }

  private static List<String> urns(Products.Filter filter, int page, int size) {
    return Products.page(documents(), List.of(), filter, page, size).products().stream()
        .map(ProductState::urn)
        .toList();
  }

  @Test
  void givesPages() {
    assertThat(urns(ANY, 1, 2)).containsExactly("urn:weft:shop:p1", "urn:weft:shop:p2");
    assertThat(urns(ANY, 3, 2)).containsExactly("urn:weft:billing:p5");
    assertThat(urns(ANY, 4, 2)).isEmpty();
    assertThat(Products.page(documents(), List.of(), ANY, 9, 2).total()).isEqualTo(5);
  }

  @Test
  void findsByWhatIsAsked() {
    assertThat(urns(new Products.Filter("shop", "", "", "", ""), 1, 9)).hasSize(3);
    assertThat(urns(new Products.Filter("", "billing/p4", "", "", ""), 1, 9)).hasSize(1);
    assertThat(urns(new Products.Filter("", "", "cloud", "", ""), 1, 9)).isEmpty();
    assertThat(urns(new Products.Filter("", "", "", "Ready=False", ""), 1, 9))
        .containsExactly("urn:weft:shop:p2");
    assertThat(urns(new Products.Filter("", "", "", "", "Suspended"), 1, 9)).isEmpty();
  }

  @Test
  void saysWhoHoldsItBack() {
    var pause = new PauseStatus("urn:weft:shop:p1", "petra", "It is looked at", NOON, null);

    List<ProductState> states = Products.page(documents(), List.of(pause), ANY, 1, 9).products();

    assertThat(states.getFirst().pause()).isNotNull();
    assertThat(states.get(1).pause()).isNull();
  }

  @Test
  void refusesWhatItCannotUnderstand() {
    assertThatThrownBy(() -> urns(ANY, 0, 1)).hasMessageContaining("`page`");
    assertThatThrownBy(() -> urns(ANY, 1, 501)).hasMessageContaining("`size`");
    assertThatThrownBy(() -> urns(new Products.Filter("", "", "", "Ready", ""), 1, 1))
        .hasMessageContaining("Ready=False");
  }
}
