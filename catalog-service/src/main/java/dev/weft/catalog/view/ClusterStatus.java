// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What has become of a product on one cluster.
///
/// @param cluster the cluster's name
/// @param conditions each type once
/// @param revision the commit it was last checked against
/// @param checkedAt when that was
/// @param drift what on the cluster is not as Git wants it
public record ClusterStatus(
    String cluster,
    List<Condition> conditions,
    String revision,
    Instant checkedAt,
    List<Drift> drift) {

  public ClusterStatus {
    conditions = List.copyOf(conditions);
    drift = List.copyOf(drift);
  }

  /// One statement about the product.
  ///
  /// @param type such as `Ready`, `Synced`, `Reconciling`, `Stalled`, `PolicyPassed`, `Compliant`
  /// @param status whether it holds
  /// @param reason one word for machines
  /// @param message a sentence for people; may be empty
  /// @param since when the status last changed
  @Schema(name = "Condition")
  public record Condition(
      String type,
      @Schema(enumeration = {"True", "False", "Unknown"}) String status,
      String reason,
      String message,
      Instant since) {}

  /// A difference between Git and the cluster.
  ///
  /// @param resource what differs
  /// @param message how
  @Schema(name = "Drift")
  public record Drift(String resource, String message) {}
}
