// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where applications find the secrets that Weft makes for them.
public sealed interface SecretStore {

  /// A folder of this machine.
  record Folder(Path path) implements SecretStore {}

  /// Secrets of a namespace of Kubernetes.
  ///
  /// @param url of the API server
  /// @param tokenFile holds the token of a service account
  /// @param authorities certificates that vouch for the server; null for those of Java
  record Kubernetes(URI url, String namespace, Path tokenFile, @Nullable Path authorities)
      implements SecretStore {}

  /// A key-value engine of HashiCorp Vault, version 2.
  ///
  /// @param namespace of Vault Enterprise; empty for none
  /// @param mount of the engine
  /// @param path below the mount
  /// @param tokenFile holds a token: of Vault, or of a service account when a role is named
  /// @param role as which a service account logs in; empty to use the token as it is
  /// @param loginMount of the Kubernetes login method
  /// @param authorities certificates that vouch for Vault; null for those of Java
  record Vault(
      URI url,
      String namespace,
      String mount,
      String path,
      Path tokenFile,
      String role,
      String loginMount,
      @Nullable Path authorities)
      implements SecretStore {}
}
