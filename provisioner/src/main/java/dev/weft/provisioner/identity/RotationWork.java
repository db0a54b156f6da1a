// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.identity.KeycloakException.Kind;
import dev.weft.provisioner.resource.IdentitySnapshot;
import java.io.IOException;
import java.time.Clock;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives an application a new secret while the old one stays good, and ends the old one later.
///
/// The new secret is of the client that is not in use, and is in the secret store before it counts.
/// Whoever dies in between leaves a secret that nobody was handed: the next plan ends it.
final class RotationWork {

  private final KeycloakHttp http;
  private final Handover store;
  private final Clock clock;
  private final SortedMap<String, String> standard;
  private final String application;

  RotationWork(
      KeycloakHttp http,
      Handover store,
      Clock clock,
      SortedMap<String, String> standard,
      String application) {
    this.http = http;
    this.store = store;
    this.clock = clock;
    this.standard = standard;
    this.application = application;
  }

  /// A new secret beside the one in use.
  void rotate(Slots slots) throws IOException {
    String clientId = slots.first().path("clientId").asText();
    if (slots.isSecondInUse()) {
      mark(slots.first(), false);
      store.write(application, clientId, renew(slots.first()));
      return;
    }
    if (slots.second() != null) {
      delete(slots.second());
    }
    String beside = Slots.besides(clientId);
    http.send("POST", "/clients", client(slots.first(), clientId, beside), noun(beside));
    JsonNode made = find(beside);
    String secret = made == null ? "" : made.path("secret").asText();
    if (secret.isEmpty()) {
      throw new KeycloakException(Kind.REFUSED, "Keycloak has no secret of " + noun(beside) + ".");
    }
    store.write(application, beside, secret);
  }

  /// Ends whatever secret is not in use.
  void end(Slots slots) {
    if (slots.isSecondInUse()) {
      var _ = renew(slots.first());
      mark(slots.first(), true);
    } else if (slots.second() != null) {
      delete(slots.second());
    }
  }

  /// A new secret in place of all others.
  void replace(Slots slots) throws IOException {
    if (slots.second() != null) {
      delete(slots.second());
    }
    mark(slots.first(), false);
    store.write(application, slots.first().path("clientId").asText(), renew(slots.first()));
  }

  /// Brokers take `azp` of a token for the principal, so both clients have to say the same.
  private ObjectNode client(JsonNode first, String clientId, String beside) {
    var settings = new TreeMap<>(standard);
    ObjectNode client = ClientSettings.representation(beside, settings);
    String scopes = settings.getOrDefault(ClientSettings.SCOPES, "");
    if (!scopes.isEmpty()) {
      KeycloakIdentity.words(scopes).forEach(client.putArray("defaultClientScopes")::add);
      client.putArray("optionalClientScopes");
    }
    client
        .putObject("attributes")
        .put(IdentitySnapshot.MARK, first.path("attributes").path(IdentitySnapshot.MARK).asText())
        .put(Slots.ISSUED, Long.toString(clock.millis()));
    ObjectNode mapper = client.putArray("protocolMappers").addObject();
    mapper
        .put("name", "weft-principal")
        .put("protocol", "openid-connect")
        .put("protocolMapper", "oidc-hardcoded-claim-mapper");
    mapper
        .putObject("config")
        .put("claim.name", "azp")
        .put("claim.value", clientId)
        .put("jsonType.label", "String")
        .put("access.token.claim", "true")
        .put("id.token.claim", "false")
        .put("userinfo.token.claim", "false");
    return client;
  }

  private void mark(JsonNode client, boolean isClosed) {
    String clientId = client.path("clientId").asText();
    ObjectNode change = KeycloakHttp.JSON.createObjectNode().put("clientId", clientId);
    ObjectNode attributes = change.putObject("attributes");
    attributes.put(Slots.CLOSED, Boolean.toString(isClosed));
    if (!isClosed) {
      attributes.put(Slots.ISSUED, Long.toString(clock.millis()));
    }
    http.send("PUT", path(client), change, noun(clientId));
  }

  private String renew(JsonNode client) {
    String subject = "secret of " + noun(client.path("clientId").asText());
    String secret =
        http.send("POST", path(client) + "/client-secret", null, subject)
            .json(subject)
            .path("value")
            .asText();
    if (secret.isEmpty()) {
      throw new KeycloakException(Kind.REFUSED, "Keycloak has no " + subject + ".");
    }
    return secret;
  }

  private void delete(JsonNode client) {
    http.send("DELETE", path(client), null, noun(client.path("clientId").asText()));
  }

  private @Nullable JsonNode find(String clientId) {
    for (JsonNode node :
        http.get("/clients?clientId=" + KeycloakHttp.encode(clientId), noun(clientId))) {
      if (node.path("clientId").asText().equals(clientId)) {
        return node;
      }
    }
    return null;
  }

  private static String path(JsonNode client) {
    return "/clients/" + client.path("id").asText();
  }

  private static String noun(String clientId) {
    return "client `" + clientId + "`";
  }
}
