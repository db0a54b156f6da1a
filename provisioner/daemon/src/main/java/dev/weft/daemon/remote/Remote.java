// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A branch of a repository elsewhere.
///
/// @param url `https`, or `http` of this machine; without a user in it
/// @param branch short name
/// @param username for the server; absent for none
/// @param passwordFile holds the password or token; read anew for each fetch, so it may be rotated
/// @param mostBytes of one fetch
/// @param accepted a commit to follow although the branch was rewound to it; empty for none
public record Remote(
    URI url,
    String branch,
    @Nullable String username,
    @Nullable Path passwordFile,
    long mostBytes,
    String accepted) {

  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// @throws IllegalArgumentException when the address cannot be used, with what to do
  public Remote {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean isHere = HERE.contains(String.valueOf(url.getHost()));
    if (!scheme.equals("https") && !(scheme.equals("http") && isHere)) {
      throw new IllegalArgumentException(
          "weft.remote.url has to begin with https://, so that nobody can change on the way what"
              + " is applied.");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "weft.remote.url must not carry a user or a password: give them with"
              + " weft.remote.username and weft.remote.password-file.");
    }
  }

  /// The password; empty when there is none.
  String password() throws IOException {
    return passwordFile == null ? "" : Files.readString(passwordFile).strip();
  }
}
