// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import org.jspecify.annotations.Nullable;

/// Who applies a plan, and whether its dangerous part was approved.
///
/// @param actor who runs it, for the audit log
/// @param digest the approved plan's digest; null when none was approved
/// @param command the command that is running, such as `weft apply mesh --env prod`; refusals tell
///   how to go on with it
public record Approval(String actor, @Nullable String digest, String command) {

  /// Applies what needs no approval.
  public static Approval none(String actor, String command) {
    return new Approval(actor, null, command);
  }

  boolean covers(String planDigest) {
    return planDigest.equals(digest);
  }

  String commandFor(String planDigest) {
    return command + " --approve " + planDigest;
  }
}
