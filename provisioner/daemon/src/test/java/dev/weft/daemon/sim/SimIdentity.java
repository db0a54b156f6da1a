// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot.Client;
import dev.weft.provisioner.resource.IdentitySnapshot.Secret;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The identity provider and the secret store as one process reaches them: two servers, so that a
/// secret takes two calls.
final class SimIdentity implements IdentityDriver {

  private final World world;
  private final Node node;
  private final Wire wire;

  SimIdentity(World world, Node node) {
    this.world = world;
    this.node = node;
    this.wire = new Wire(world, node);
  }

  @Override
  public IdentitySnapshot observe(Map<ResourceKey.Client, Owner> clients) {
    return wire.ask("identity observe", () -> look(clients));
  }

  private IdentitySnapshot look(Map<ResourceKey.Client, Owner> asked) {
    IdentitySnapshot seen = world.identity.observe(asked);
    var clients = new HashMap<ResourceKey.Client, Client>();
    seen.clients()
        .forEach((key, client) -> clients.put(key, new Client(client.settings(), secret(key))));
    return new IdentitySnapshot(seen.standard(), clients);
  }

  private Secret secret(ResourceKey.Client key) {
    String stored = world.vault.stored(key.clientId());
    if (stored == null) {
      return Secret.MISSING;
    }
    return stored.equals(world.vault.accepted(key.clientId())) ? Secret.STORED : Secret.DIFFERENT;
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    for (PlannedChange planned : changes) {
      report.requireTurn();
      report.accept(planned, apply(planned));
    }
  }

  private Outcome apply(PlannedChange planned) {
    if (!(planned.change().resource() instanceof ResourceKey.Client(String client))) {
      return new Outcome.Failed(Outcome.Kind.PERMANENT, "not a client");
    }
    String run = node.run;
    boolean isIssuing =
        planned.change() instanceof Change.CreateClient
            || planned.change() instanceof Change.StoreSecret store && store.isNew();
    Outcome[] outcome = {new Outcome.Unknown("No answer came.")};
    Wire.Answer answer =
        wire.send(
            "identity " + Words.of(planned),
            () -> {
              world.identity.apply(List.of(planned), (_, made) -> outcome[0] = made);
              if (outcome[0] instanceof Outcome.Applied) {
                world.made(run, planned);
                if (isIssuing) {
                  var _ = world.vault.issue(client);
                }
              }
            });
    Outcome made = Words.outcome(answer, outcome[0]);
    boolean isSecretMeant = isIssuing || planned.change() instanceof Change.StoreSecret;
    return made.isSuccess() && isSecretMeant ? store(client, made) : made;
  }

  private Outcome store(String client, Outcome made) {
    String secret = world.vault.accepted(client);
    if (secret == null) {
      return new Outcome.Failed(Outcome.Kind.PERMANENT, "It has no secret.");
    }
    Wire.Answer answer =
        wire.send("vault store " + client, () -> world.vault.store(client, secret));
    return Words.outcome(answer, made);
  }

  @Override
  public void close() {
    // The connection of a process; the provider stays.
  }
}
