// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

/// How much of the servers is read for a plan.
public enum Reach {
  /// All of it, so that every drift is found.
  EVERYTHING,
  /// What the plan is about; of the rest it is assumed that it is as it was when it was last read.
  /// What somebody else has altered there since is found when everything is read again.
  CHANGES
}
