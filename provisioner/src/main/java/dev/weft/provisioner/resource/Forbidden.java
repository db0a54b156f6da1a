// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import dev.weft.model.diagnostic.Location;
import java.util.SortedMap;
import java.util.TreeMap;

/// What policies forbid. Whatever exists stays as it is; rights may always be taken away.
///
/// @param owners products that must not be changed, with why
/// @param grants where grants begin that must not be written, with why
public record Forbidden(SortedMap<Owner, Reason> owners, SortedMap<Location, Reason> grants) {

  /// Nothing is forbidden.
  public static final Forbidden NOTHING = new Forbidden(new TreeMap<>(), new TreeMap<>());

  /// Why something is forbidden.
  ///
  /// @param message what is wrong, naming the policy
  /// @param hint what to do
  public record Reason(String message, String hint) {}
}
