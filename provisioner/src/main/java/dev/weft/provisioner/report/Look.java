// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

/// How text output may look.
///
/// @param color whether ANSI colours may be used
/// @param unicode whether characters outside ASCII may be used
/// @param width columns to wrap prose at; 0 to leave lines alone
public record Look(boolean color, boolean unicode, int width) {

  /// For files, pipes and tests.
  public static final Look PLAIN = new Look(false, true, 0);
}
