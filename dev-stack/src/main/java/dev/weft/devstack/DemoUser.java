// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// The people of the demonstration; their passwords are made at the first run, their teams stand in
/// `realm.json`.
public enum DemoUser {
  /// Owns data products: a member of `reviews-team`.
  OWNER("olivia", "owns the products of reviews"),
  /// Looks for data products and asks for access: a member of `billing-team`.
  CONSUMER("carl", "asks for access, for billing"),
  /// Runs the platform: a member of `platform-team`.
  PLATFORM("petra", "runs the platform");

  private final String username;
  private final String part;

  DemoUser(String username, String part) {
    this.username = username;
    this.part = part;
  }

  /// The name to log in with.
  public String username() {
    return username;
  }

  /// What they do in the demonstration.
  String part() {
    return part;
  }
}
