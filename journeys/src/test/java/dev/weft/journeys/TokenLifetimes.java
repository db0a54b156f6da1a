// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.devstack.Identity;
import java.time.Duration;

/// How long tokens of the realm's clients live.
final class TokenLifetimes {

  private static final String ATTRIBUTE = "access.token.lifespan";

  private final Identity identity;

  TokenLifetimes(Identity identity) {
    this.identity = identity;
  }

  /// Tokens that a client gets from now on live this long.
  void set(String client, Duration lifetime) {
    put(client, Long.toString(lifetime.toSeconds()));
  }

  /// They live as long as the realm says.
  void reset(String client) {
    put(client, "");
  }

  private void put(String client, String seconds) {
    var admin =
        new Rest(identity::url, "Bearer " + identity.serviceToken(identity.provisionerId()));
    String clients = "/admin/realms/weft/clients";
    JsonNode found = admin.get(clients + "?clientId=" + client).require(200);
    assertThat(found).hasSize(1);
    ObjectNode settings = (ObjectNode) found.get(0);
    settings.withObject("/attributes").put(ATTRIBUTE, seconds);
    admin.put(clients + "/" + settings.path("id").asText(), settings).require(204);
  }
}
