// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What to run for a service.
///
/// @param command program and arguments
/// @param environment variables added to ours; the place for secrets, which `ps` shows to everybody
///   in a command
/// @param configuration the text of the files it reads; a change of it means that the service has
///   to be restarted
public record LaunchSpec(
    List<String> command, Map<String, String> environment, String configuration) {

  public LaunchSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// A digest of everything above: a running service with another fingerprint runs with old
  /// settings.
  public String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      String all = command + "\n" + new TreeMap<>(environment) + "\n" + configuration;
      return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
