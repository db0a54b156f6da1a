// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// OAuth clients in a realm of Keycloak.
public final class KeycloakIdentity implements IdentityDriver {

  private static final int PAGE = 200;

  private final KeycloakHttp http;
  private final CredentialsFolder store;
  private final SortedMap<String, String> standard;

  /// A driver that connects when it is first asked something.
  public KeycloakIdentity(KeycloakAccess access, CredentialsFolder store, Clock clock) {
    this.http = new KeycloakHttp(access, clock);
    this.store = store;
    this.standard = ClientSettings.standard(access);
  }

  @Override
  public IdentitySnapshot observe(Map<ResourceKey.Client, Owner> clients) {
    var found = new HashMap<ResourceKey.Client, IdentitySnapshot.Client>();
    if (clients.isEmpty()) {
      return new IdentitySnapshot(standard, found);
    }
    try {
      for (int first = 0; ; first += PAGE) {
        JsonNode page = http.get("/clients?first=%d&max=%d".formatted(first, PAGE), "clients");
        for (JsonNode node : page) {
          var key = new ResourceKey.Client(node.path("clientId").asText());
          Owner owner = clients.get(key);
          if (owner != null) {
            found.put(key, client(key, owner, node));
          }
        }
        if (page.size() < PAGE) {
          return new IdentitySnapshot(standard, found);
        }
      }
    } catch (KeycloakException e) {
      throw new ObservationException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ObservationException(
          "the secret store %s could not be read: %s".formatted(store, e), e);
    }
  }

  private IdentitySnapshot.Client client(ResourceKey.Client key, Owner owner, JsonNode node)
      throws IOException {
    return new IdentitySnapshot.Client(
        ClientSettings.of(node, standard.keySet()),
        store.compare(file(owner), key.clientId(), node.path("secret").asText()));
  }

  @Override
  public void apply(List<PlannedChange> changes, BiConsumer<PlannedChange, Outcome> report) {
    changes.forEach(planned -> report.accept(planned, outcome(planned)));
  }

  private Outcome outcome(PlannedChange planned) {
    try {
      new ClientWork(http, store, standard, file(planned.owner())).make(planned.change());
      return new Outcome.Applied();
    } catch (KeycloakException e) {
      String message = String.valueOf(e.getMessage());
      return switch (e.kind()) {
        case NOT_DONE -> new Outcome.Failed(Outcome.Kind.TRANSIENT, message);
        case AMBIGUOUS -> new Outcome.Unknown(message);
        case EXISTS, REFUSED -> new Outcome.Failed(Outcome.Kind.PERMANENT, message);
      };
    } catch (IOException e) {
      return new Outcome.Failed(
          Outcome.Kind.PERMANENT,
          "The secret store %s cannot be written to (%s). Correct that, or `identity.secrets.directory`, and apply again."
              .formatted(store, e));
    }
  }

  /// The name under which the store keeps an application's secret.
  private static String file(Owner owner) {
    return owner.domain() + "." + owner.name();
  }

  @Override
  public void close() {
    http.close();
  }

  /// Names of scopes, for comparison.
  static TreeSet<String> words(String text) {
    return new TreeSet<>(text.isBlank() ? List.of() : List.of(text.split(" ")));
  }
}
