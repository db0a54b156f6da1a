// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;
import java.util.List;

/// What has become of a product on one cluster.
///
/// @param urn the product's
/// @param cluster the cluster's name
/// @param conditions each type once, sorted by type
/// @param revision the commit it was last checked against
/// @param checkedAt when that was
/// @param drift what on the cluster is not as Git wants it and was not changed by Weft
public record ProductStatus(
    String urn,
    String cluster,
    List<Condition> conditions,
    String revision,
    Instant checkedAt,
    List<Drift> drift)
    implements StatusDocument {

  public ProductStatus {
    conditions = List.copyOf(conditions);
    drift = List.copyOf(drift);
  }

  /// `{urn}@{cluster}`.
  @Override
  public String key() {
    return key(urn, cluster);
  }

  /// The key of a product's status on a cluster.
  public static String key(String urn, String cluster) {
    return urn + "@" + cluster;
  }

  /// One statement about the product.
  ///
  /// @param type `Ready`, `Synced`, `Reconciling`, `Stalled`, `PolicyPassed` or `Compliant`
  /// @param status `True`, `False` or `Unknown`
  /// @param reason one word for machines, such as `ReadBack`
  /// @param message a sentence for people; may be empty
  /// @param since when the status last changed
  public record Condition(
      String type, String status, String reason, String message, Instant since) {}

  /// A difference between Git and the cluster.
  ///
  /// @param resource what differs
  /// @param message how
  public record Drift(String resource, String message) {}
}
