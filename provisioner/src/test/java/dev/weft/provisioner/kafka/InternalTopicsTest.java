// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalTopicsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__consumer_offsets",
        "__transaction_state",
        "_schemas",
        "_confluent-metrics",
        "weft.inventory",
        "shop-app-KSTREAM-AGGREGATE-0000000003-changelog",
        "counts-repartition",
        "connect-configs",
        "connect-offsets",
        "mm2-offset-syncs.cloud.internal",
        "cloud.checkpoints.internal",
        "heartbeats",
        "cloud.heartbeats",
        "kafkasql-journal",
        "strimzi.cruisecontrol.metrics"
      })
  void leavesTopicsOfToolsAlone(String name) {
    assertThat(InternalTopics.isInternal(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.orders.orders.v1",
        "connect-shop.orders.orders.v1",
        "mm2-shop.orders.changelog.v1",
        "weftware.orders.orders.v1",
        "orders",
        "shop.orders.order-changelog.v1"
      })
  void takesProductsForProducts(String name) {
    assertThat(InternalTopics.isInternal(name)).isFalse();
  }
}
