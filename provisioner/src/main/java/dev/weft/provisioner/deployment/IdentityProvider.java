// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.net.URI;
import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;

/// The identity provider in which applications have their OAuth clients.
///
/// @param url its base address
/// @param realm the realm of applications
/// @param clientId as whom to administer clients
/// @param clientSecret never to be shown
/// @param scopes the client scopes of every application; empty to leave them to the realm
/// @param secrets where applications find their secrets
/// @param credentials Kafka client properties to write beside each secret
/// @param overlap how long a secret stays good after a new one was handed over
public record IdentityProvider(
    URI url,
    String realm,
    String clientId,
    String clientSecret,
    SortedSet<String> scopes,
    SecretStore secrets,
    SortedMap<String, String> credentials,
    Duration overlap) {

  @Override
  public String toString() {
    return "IdentityProvider[url=%s, realm=%s, clientId=%s, clientSecret=****, scopes=%s, secrets=%s]"
        .formatted(url, realm, clientId, scopes, secrets);
  }
}
