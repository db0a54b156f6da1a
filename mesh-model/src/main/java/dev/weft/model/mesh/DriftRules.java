// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

/// What is done about changes that somebody makes to Weft's resources on the servers, by kind.
///
/// @param configs topic configs
/// @param access ACL bindings
/// @param quotas client quotas
/// @param topics topics that somebody deleted
public record DriftRules(Answer configs, Answer access, Answer quotas, Answer topics) {

  /// What holds where the mesh says nothing.
  public static final DriftRules DEFAULT =
      new DriftRules(Answer.HEAL, Answer.HEAL, Answer.HEAL, Answer.HEAL);

  /// What is done about a change.
  public enum Answer {
    /// It is undone.
    HEAL,
    /// It stays, and the product counts as it should be.
    ACCEPT,
    /// It stays, and is shown as drift until somebody undoes it or the manifest says the same.
    REPORT
  }
}
