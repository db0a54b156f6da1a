// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// The people of the demonstration; their passwords are made at the first run, their teams stand in
/// `realm.json`.
public enum DemoUser {
  /// Owns data products: a member of `reviews-team`.
  OWNER("olivia"),
  /// Looks for data products and asks for access: a member of `billing-team`.
  CONSUMER("carl"),
  /// Runs the platform: a member of `platform-team`.
  PLATFORM("petra");

  private final String username;

  DemoUser(String username) {
    this.username = username;
  }

  /// The name to log in with.
  public String username() {
    return username;
  }
}
