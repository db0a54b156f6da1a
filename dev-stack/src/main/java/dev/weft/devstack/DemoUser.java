// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// The people of the demonstration; their passwords are made at the first run.
public enum DemoUser {
  /// Owns data products.
  OWNER("olivia", "Olivia", "Owner"),
  /// Looks for data products and asks for access.
  CONSUMER("carl", "Carl", "Consumer");

  private final String username;
  private final String firstName;
  private final String lastName;

  DemoUser(String username, String firstName, String lastName) {
    this.username = username;
    this.firstName = firstName;
    this.lastName = lastName;
  }

  /// The name to log in with.
  public String username() {
    return username;
  }

  String firstName() {
    return firstName;
  }

  String lastName() {
    return lastName;
  }

  String secret() {
    return "user." + username;
  }
}
