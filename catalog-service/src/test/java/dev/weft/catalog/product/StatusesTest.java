// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.view.Health;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.event.ProductStatus.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void aProductThatAPolicyBlocksIsStalledThoughItsClusterIsAsGitWantsIt() {
    assertThat(health(Map.of("Ready", "False", "Synced", "True", "Stalled", "True")))
        .isEqualTo(Health.STALLED);
  }

  @Test
  void aProductIsReadyOrOnItsWay() {
    assertThat(health(Map.of("Ready", "True", "Stalled", "False"))).isEqualTo(Health.READY);
    assertThat(health(Map.of("Ready", "False", "Stalled", "False"))).isEqualTo(Health.WORKING);
  }

  @Test
  void aProductOfWhichNothingWasHeardIsUnknown() {
    assertThat(health(Map.of())).isEqualTo(Health.UNKNOWN);
    assertThat(health(Map.of("Ready", "Unknown"))).isEqualTo(Health.UNKNOWN);
  }

  private static String health(Map<String, String> conditions) {
    List<Condition> list =
        conditions.entrySet().stream()
            .map(each -> new Condition(each.getKey(), each.getValue(), "", "", NOW))
            .toList();
    return Statuses.health(
        new ProductStatus("urn:weft:shop:orders", "onprem", list, "commit-1", NOW, List.of()));
  }
}
