// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.net.URI;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;

/// The identity provider in which applications have their OAuth clients.
///
/// @param url its base address
/// @param realm the realm of applications
/// @param clientId as whom to administer clients
/// @param clientSecret never to be shown
/// @param scopes the client scopes of every application; empty to leave them to the realm
/// @param secrets the folder that hands secrets to applications
/// @param credentials Kafka client properties to write beside each secret
public record IdentityProvider(
    URI url,
    String realm,
    String clientId,
    String clientSecret,
    SortedSet<String> scopes,
    Path secrets,
    SortedMap<String, String> credentials) {

  @Override
  public String toString() {
    return "IdentityProvider[url=%s, realm=%s, clientId=%s, clientSecret=****, scopes=%s, secrets=%s]"
        .formatted(url, realm, clientId, scopes, secrets);
  }
}
