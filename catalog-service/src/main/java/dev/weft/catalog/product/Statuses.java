// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import dev.weft.catalog.view.ClusterStatus;
import dev.weft.catalog.view.ClusterStatus.Condition;
import dev.weft.catalog.view.ClusterStatus.Drift;
import dev.weft.catalog.view.Health;
import dev.weft.model.event.ProductStatus;
import java.util.List;

/// What has become of products on their clusters.
public final class Statuses {

  private Statuses() {}

  static ClusterStatus view(ProductStatus status) {
    return new ClusterStatus(
        status.cluster(),
        status.conditions().stream()
            .map(each ->
                new Condition(
                    each.type(), each.status(), each.reason(), each.message(), each.since()))
            .toList(),
        status.revision(),
        status.checkedAt(),
        status.drift().stream().map(each -> new Drift(each.resource(), each.message())).toList());
  }

  static String health(List<ClusterStatus> clusters) {
    return Health.worst(
        clusters.isEmpty()
            ? null
            : String.join(",", clusters.stream().map(Statuses::health).toList()));
  }

  /// How a product is doing on one cluster, in one word.
  public static String health(ProductStatus status) {
    return health(view(status));
  }

  private static String health(ClusterStatus status) {
    if (is(status, "Stalled", "True")) {
      return Health.STALLED;
    }
    if (is(status, "Ready", "True")) {
      return Health.READY;
    }
    return is(status, "Reconciling", "True") || is(status, "Ready", "False")
        ? Health.WORKING
        : Health.UNKNOWN;
  }

  private static boolean is(ClusterStatus status, String type, String value) {
    return status.conditions().stream()
        .anyMatch(each -> each.type().equals(type) && each.status().equals(value));
  }
}
