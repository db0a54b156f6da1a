// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// What a client may do in the schema registry.
public enum RegistryRole {
  /// Read everything.
  READ_ONLY("sr-readonly"),
  /// Read everything, write its own.
  DEVELOPER("sr-developer"),
  /// Everything.
  ADMINISTRATOR("sr-admin");

  private final String claim;

  RegistryRole(String claim) {
    this.claim = claim;
  }

  /// The name of the realm role, as tokens carry it.
  public String claim() {
    return claim;
  }
}
