// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.identity.KeycloakException.Kind;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes one change of one client and reads it back.
final class ClientWork {

  private static final String SCOPES_PATH = "/default-client-scopes/";

  private final KeycloakHttp http;
  private final Handover store;
  private final Clock clock;
  private final SortedMap<String, String> standard;
  private final Set<String> names;
  private final String application;

  /// @param application the name under which the store keeps the secret
  ClientWork(
      KeycloakHttp http,
      Handover store,
      Clock clock,
      SortedMap<String, String> standard,
      String application) {
    this.http = http;
    this.store = store;
    this.clock = clock;
    this.standard = standard;
    this.names = standard.keySet();
    this.application = application;
  }

  void make(Change change) throws IOException {
    switch (change) {
      case Change.CreateClient create -> create(create);
      case Change.AlterClient alter -> alter(alter);
      case Change.StoreSecret secret -> store(secret);
      case Change.CreateTopic _,
          Change.CreateUser _,
          Change.AlterUser _,
          Change.RemoveUser _,
          Change.AddPartitions _,
          Change.AlterConfig _,
          Change.DeleteTopic _,
          Change.AddAcls _,
          Change.RemoveAcls _,
          Change.AlterQuota _,
          Change.SetCompatibility _,
          Change.RegisterSchema _,
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          throw new KeycloakException(
              Kind.REFUSED, change.resource().text() + " is not a change of an identity provider.");
    }
  }

  private void create(Change.CreateClient create) throws IOException {
    // A client whose secret nobody can hand over would be of no use.
    store.requireWritable(application);
    String clientId = create.resource().clientId();
    ObjectNode client = ClientSettings.representation(clientId, create.settings());
    String scopes = create.settings().get(ClientSettings.SCOPES);
    if (scopes != null) {
      KeycloakIdentity.words(scopes).forEach(client.putArray("defaultClientScopes")::add);
      client.putArray("optionalClientScopes");
    }
    http.send("POST", "/clients", client, "client `" + clientId + "`");
    JsonNode made = find(clientId);
    requireSame(clientId, create.settings(), made);
    store.write(application, clientId, made.path("secret").asText());
  }

  private void alter(Change.AlterClient alter) throws IOException {
    var wanted = new TreeMap<String, String>();
    alter
        .edits()
        .forEach((name, edit) -> {
          String to = edit.to();
          if (to != null) {
            wanted.put(name, to);
          }
        });
    Slots slots = slots(alter.resource());
    JsonNode second = slots.second();
    if (Boolean.FALSE.toString().equals(wanted.get(IdentitySnapshot.ENABLED))) {
      if (second != null) {
        http.send("DELETE", path(second), null, "client `" + name(second) + "`");
      }
      alter(slots.first(), wanted);
      // Should it be opened again, it gets a new secret.
      store.remove(application);
      return;
    }
    alter(slots.first(), wanted);
    if (second != null) {
      alter(second, wanted);
    }
  }

  private void alter(JsonNode known, SortedMap<String, String> wanted) {
    String path = path(known);
    String scopes = wanted.get(ClientSettings.SCOPES);
    if (scopes != null) {
      alterScopes(path, ClientSettings.scopes(known), KeycloakIdentity.words(scopes));
    }
    String clientId = name(known);
    http.send(
        "PUT", path, ClientSettings.representation(clientId, wanted), "client `" + clientId + "`");
    requireSame(clientId, wanted, find(clientId));
  }

  private void alterScopes(String path, Set<String> known, Set<String> wanted) {
    Map<String, String> ids = new HashMap<>();
    for (JsonNode scope : http.get("/client-scopes", "client scopes")) {
      ids.put(scope.path("name").asText(), scope.path("id").asText());
    }
    for (String scope : missing(wanted, known)) {
      String id = ids.get(scope);
      if (id == null) {
        throw new KeycloakException(
            Kind.REFUSED,
            "The realm has no client scope `%s`. Make it, or correct `identity.scopes`."
                .formatted(scope));
      }
      http.send(
          "PUT",
          path + SCOPES_PATH + id,
          KeycloakHttp.JSON.createObjectNode(),
          "scope `" + scope + "`");
    }
    for (String scope : missing(known, wanted)) {
      http.send("DELETE", path + SCOPES_PATH + ids.get(scope), null, "scope `" + scope + "`");
    }
  }

  private static Set<String> missing(Set<String> all, Set<String> some) {
    var rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private void store(Change.StoreSecret change) throws IOException {
    store.requireWritable(application);
    Slots slots = slots(change.resource());
    var rotation = new RotationWork(http, store, clock, standard, application);
    switch (change.how()) {
      case AGAIN -> again(slots);
      case NEW -> rotation.replace(slots);
      case BESIDE -> rotation.rotate(slots);
      case END -> rotation.end(slots);
    }
  }

  private void again(Slots slots) throws IOException {
    JsonNode used = slots.inUse();
    String secret = used == null ? "" : used.path("secret").asText();
    if (used == null || secret.isEmpty()) {
      throw new KeycloakException(
          Kind.REFUSED, "Keycloak has no secret of `" + application + "` any more. Plan again.");
    }
    store.write(application, name(used), secret);
  }

  private Slots slots(ResourceKey.Client key) throws IOException {
    JsonNode second = search(Slots.besides(key.clientId()));
    return Slots.of(find(key.clientId()), second, store.read(application));
  }

  private JsonNode find(String clientId) {
    JsonNode found = search(clientId);
    if (found == null) {
      throw new KeycloakException(
          Kind.REFUSED, "Keycloak has no client `" + clientId + "` any more. Plan again.");
    }
    return found;
  }

  private @Nullable JsonNode search(String clientId) {
    String subject = "client `" + clientId + "`";
    for (JsonNode node : http.get("/clients?clientId=" + KeycloakHttp.encode(clientId), subject)) {
      if (node.path("clientId").asText().equals(clientId)) {
        return node;
      }
    }
    return null;
  }

  private void requireSame(String clientId, SortedMap<String, String> wanted, JsonNode client) {
    SortedMap<String, String> seen = ClientSettings.of(client, names);
    String differing =
        wanted.entrySet().stream()
            .filter(setting -> !setting.getValue().equals(seen.get(setting.getKey())))
            .map(setting ->
                "%s is %s instead of %s"
                    .formatted(setting.getKey(), seen.get(setting.getKey()), setting.getValue()))
            .collect(Collectors.joining(", "));
    if (!differing.isEmpty()) {
      throw new KeycloakException(
          Kind.REFUSED,
          "Keycloak took the settings of client `%s` otherwise: %s. Does a client policy of the realm forbid them?"
              .formatted(clientId, differing));
    }
  }

  private static String name(JsonNode client) {
    return client.path("clientId").asText();
  }

  private static String path(JsonNode client) {
    return "/clients/" + client.path("id").asText();
  }
}
