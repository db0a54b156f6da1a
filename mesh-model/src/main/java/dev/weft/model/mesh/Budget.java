// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

/// How much one run may do before a person has to approve that very plan.
///
/// @param deletes topics deleted
/// @param revokes ACL bindings removed
/// @param partitions partitions added to existing topics
/// @param resets topic configs reset to the cluster's default
public record Budget(int deletes, int revokes, int partitions, int resets) {

  /// What holds where the mesh says nothing.
  public static final Budget DEFAULT = new Budget(0, 50, 1000, 20);
}
