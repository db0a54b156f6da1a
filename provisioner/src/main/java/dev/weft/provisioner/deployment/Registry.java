// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the schema registry is and how to log in.
///
/// @param url base of its API
/// @param login absent when it lets everybody in
public record Registry(URI url, @Nullable Login login) {

  /// An OAuth client of the identity provider.
  ///
  /// @param tokenUrl where tokens are to be had
  /// @param clientSecret never to be shown
  public record Login(URI tokenUrl, String clientId, String clientSecret) {
    @Override
    public String toString() {
      return "Login[tokenUrl=" + tokenUrl + ", clientId=" + clientId + ", clientSecret=****]";
    }
  }
}
