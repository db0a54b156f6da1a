// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot.Client;
import dev.weft.provisioner.resource.IdentitySnapshot.Leftover;
import dev.weft.provisioner.resource.IdentitySnapshot.Secret;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An identity provider in memory.
public final class FakeIdentity implements IdentityDriver {

  public static final String SCOPES = "scopes";

  private final SortedMap<String, String> standard =
      new TreeMap<>(Map.of(IdentitySnapshot.ENABLED, "true", SCOPES, "basic kafka"));
  private final Map<ResourceKey.Client, Client> clients = new HashMap<>();
  private boolean isDown;
  private boolean isCrashing;

  public FakeIdentity down(boolean down) {
    isDown = down;
    return this;
  }

  /// Dies after the next change was made, before anybody hears of it.
  public FakeIdentity crashing() {
    isCrashing = true;
    return this;
  }

  /// A client as somebody made it by hand.
  public FakeIdentity with(String clientId, Map<String, String> settings, Secret secret) {
    clients.put(new ResourceKey.Client(clientId), new Client(new TreeMap<>(settings), secret));
    return this;
  }

  /// Lets the time of old secrets pass.
  public FakeIdentity overlapOver() {
    clients.replaceAll((_, client) ->
        new Client(
            client.settings(),
            client.secret(),
            client.leftover() == Leftover.KEPT ? Leftover.OVER : client.leftover()));
    return this;
  }

  public FakeIdentity without(String clientId) {
    clients.remove(new ResourceKey.Client(clientId));
    return this;
  }

  public Map<ResourceKey.Client, Client> clients() {
    return clients;
  }

  @Override
  public IdentitySnapshot observe(Map<ResourceKey.Client, Owner> asked) {
    if (isDown) {
      throw new ObservationException("it is down.");
    }
    var found = new HashMap<>(clients);
    found.keySet().retainAll(asked.keySet());
    return new IdentitySnapshot(standard, found);
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    for (PlannedChange planned : changes) {
      Outcome outcome = make(planned.change());
      if (isCrashing) {
        isCrashing = false;
        throw new FakeCrash("died after " + planned.id());
      }
      report.accept(planned, outcome);
    }
  }

  private Outcome make(Change change) {
    if (!(change.resource() instanceof ResourceKey.Client key)) {
      return new Outcome.Failed(Outcome.Kind.PERMANENT, "not a client");
    }
    Client known = clients.get(key);
    if (change instanceof Change.CreateClient create) {
      if (known != null) {
        return new Outcome.Failed(Outcome.Kind.PERMANENT, "it exists");
      }
      clients.put(key, new Client(create.settings(), Secret.STORED));
      return new Outcome.Applied();
    }
    if (known == null) {
      return new Outcome.Failed(Outcome.Kind.PERMANENT, "it does not exist");
    }
    if (change instanceof Change.StoreSecret store) {
      Leftover leftover =
          switch (store.how()) {
            case AGAIN -> known.leftover();
            case BESIDE -> Leftover.KEPT;
            case NEW, END -> Leftover.NONE;
          };
      clients.put(key, new Client(known.settings(), Secret.STORED, leftover));
      return new Outcome.Applied();
    }
    if (change instanceof Change.AlterClient alter) {
      var settings = new TreeMap<>(known.settings());
      alter.edits().forEach((name, edit) -> settings.put(name, String.valueOf(edit.to())));
      boolean isShut = "false".equals(settings.get(IdentitySnapshot.ENABLED));
      clients.put(key, new Client(settings, isShut ? Secret.MISSING : known.secret()));
      return new Outcome.Applied();
    }
    return new Outcome.Failed(Outcome.Kind.PERMANENT, "not a change of an identity provider");
  }

  @Override
  public void close() {}
}
