// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

/// A variable has no value, because what it is made from could not be evaluated. Whoever reads it
/// has none either, whatever stands around.
public final class Unavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// @param reason as a clause
  public Unavailable(String reason) {
    super(reason, null, false, false);
  }
}
