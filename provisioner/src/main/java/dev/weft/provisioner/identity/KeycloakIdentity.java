// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot.Secret;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.secret.SinkException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// OAuth clients in a realm of Keycloak.
public final class KeycloakIdentity implements IdentityDriver {

  private static final int PAGE = 200;

  private final KeycloakHttp http;
  private final Handover store;
  private final SortedMap<String, String> standard;
  private final Clock clock;
  private final Duration overlap;

  /// A driver that connects when it is first asked something.
  ///
  /// @param overlap how long a secret stays good after a new one was handed over
  public KeycloakIdentity(KeycloakAccess access, Handover store, Clock clock, Duration overlap) {
    this.http = new KeycloakHttp(access, clock);
    this.store = store;
    this.standard = ClientSettings.standard(access);
    this.clock = clock;
    this.overlap = overlap;
  }

  @Override
  public IdentitySnapshot observe(Map<ResourceKey.Client, Owner> clients) {
    var found = new HashMap<ResourceKey.Client, IdentitySnapshot.Client>();
    if (clients.isEmpty()) {
      return new IdentitySnapshot(standard, found);
    }
    var names = new HashSet<String>();
    clients
        .keySet()
        .forEach(key -> {
          names.add(key.clientId());
          names.add(Slots.besides(key.clientId()));
        });
    try {
      Map<String, JsonNode> nodes = read(names);
      for (Map.Entry<ResourceKey.Client, Owner> asked : clients.entrySet()) {
        String clientId = asked.getKey().clientId();
        JsonNode node = nodes.get(clientId);
        if (node != null) {
          Handed handed = store.read(file(asked.getValue()));
          Slots slots = Slots.of(node, nodes.get(Slots.besides(clientId)), handed);
          found.put(asked.getKey(), client(slots));
        }
      }
      return new IdentitySnapshot(standard, found);
    } catch (KeycloakException e) {
      throw new ObservationException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ObservationException(
          "the secret store %s could not be read: %s".formatted(store, e), e);
    }
  }

  /// All pages of clients, for those with the names.
  private Map<String, JsonNode> read(Set<String> names) {
    var nodes = new HashMap<String, JsonNode>();
    for (int first = 0; ; first += PAGE) {
      JsonNode page = http.get("/clients?first=%d&max=%d".formatted(first, PAGE), "clients");
      for (JsonNode node : page) {
        if (names.contains(node.path("clientId").asText())) {
          nodes.put(node.path("clientId").asText(), node);
        }
      }
      if (page.size() < PAGE) {
        return nodes;
      }
    }
  }

  private IdentitySnapshot.Client client(Slots slots) {
    SortedMap<String, String> settings = ClientSettings.of(slots.first(), standard.keySet());
    if (slots.second() != null) {
      // What one of the two is set to otherwise has to be corrected for both.
      ClientSettings.of(slots.second(), standard.keySet())
          .forEach((name, value) -> {
            if (!value.equals(standard.getOrDefault(name, value))) {
              settings.put(name, value);
            }
          });
    }
    JsonNode used = slots.inUse();
    Secret secret =
        used == null
            ? Secret.DIFFERENT
            : store.compare(
                slots.handed(), used.path("clientId").asText(), used.path("secret").asText());
    return new IdentitySnapshot.Client(settings, secret, slots.leftover(clock.instant(), overlap));
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    for (PlannedChange planned : changes) {
      report.requireTurn();
      report.accept(planned, outcome(planned));
    }
  }

  private Outcome outcome(PlannedChange planned) {
    try {
      new ClientWork(http, store, clock, standard, file(planned.owner())).make(planned.change());
      return new Outcome.Applied();
    } catch (KeycloakException e) {
      String message = String.valueOf(e.getMessage());
      return switch (e.kind()) {
        case NOT_DONE -> new Outcome.Failed(Outcome.Kind.TRANSIENT, message);
        case AMBIGUOUS -> new Outcome.Unknown(message);
        case EXISTS, REFUSED -> new Outcome.Failed(Outcome.Kind.PERMANENT, message);
      };
    } catch (SinkException e) {
      return new Outcome.Failed(
          e.isTransient() ? Outcome.Kind.TRANSIENT : Outcome.Kind.PERMANENT,
          "The secret of `%s` could not be handed over. %s"
              .formatted(file(planned.owner()), e.getMessage()));
    } catch (IOException e) {
      return new Outcome.Failed(
          Outcome.Kind.PERMANENT,
          "The secret store %s cannot be written to (%s). Correct that, or `identity.secrets.*`, and apply again."
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
    store.close();
  }

  /// Names of scopes, for comparison.
  static TreeSet<String> words(String text) {
    return new TreeSet<>(text.isBlank() ? List.of() : List.of(text.split(" ")));
  }
}
