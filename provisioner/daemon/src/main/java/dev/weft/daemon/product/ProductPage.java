// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.product;

import dev.weft.daemon.pause.PauseList.Pause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of the products, each on each of its clusters.
///
/// @param total how many there are on all pages
/// @param page 1 is the first
/// @param size most of a page
public record ProductPage(int total, int page, int size, List<ProductState> products) {

  public ProductPage {
    products = List.copyOf(products);
  }

  /// What has become of a product on one cluster.
  ///
  /// @param urn the product's
  /// @param conditions each type once, sorted by type
  /// @param revision the commit it was last checked against
  /// @param checkedAt when that was told; it is told again when something changes, and every 15
  ///   minutes
  /// @param drift what is not as Git wants it
  /// @param pause what holds it back; absent when nothing is paused
  public record ProductState(
      String urn,
      String cluster,
      List<ConditionView> conditions,
      String revision,
      Instant checkedAt,
      List<DriftView> drift,
      @Nullable Pause pause) {}

  /// One statement about a product.
  ///
  /// @param type `Ready`, `Synced`, `Reconciling`, `Stalled`, `PolicyPassed` or `Compliant`
  /// @param status `True`, `False` or `Unknown`
  /// @param reason one word, such as `ReadBack` or `Suspended`
  /// @param since when the status last changed
  public record ConditionView(
      String type, String status, String reason, String message, Instant since) {}

  /// A difference between Git and the cluster.
  public record DriftView(String resource, String message) {}
}
