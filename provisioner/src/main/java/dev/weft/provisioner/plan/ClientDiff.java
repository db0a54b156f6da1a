// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.plan.Change.Edit;
import dev.weft.provisioner.plan.Change.StoreSecret.How;
import dev.weft.provisioner.plan.Context.Unwanted;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot.Client;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// OAuth clients of applications: made, kept as the environment sets them up, and shut when their
/// application is gone. They are never deleted: what is shut can be opened again.
final class ClientDiff {

  private final Context context;
  private final Draft draft;

  ClientDiff(Context context, Draft draft) {
    this.context = context;
    this.draft = draft;
  }

  void run() {
    for (Desired desired : context.compared()) {
      if (desired instanceof Desired.Client client && isOurBusiness(client.key())) {
        wanted(client);
      }
    }
    for (Unwanted unwanted : context.unwanted()) {
      if (context.rotations().isEmpty() && unwanted.key() instanceof ResourceKey.Client key) {
        unwanted(key, unwanted);
      }
    }
  }

  /// Without an identity provider only what Weft made earlier is spoken of.
  private boolean isOurBusiness(ResourceKey.Client key) {
    if (!context.rotations().isEmpty() && !context.rotations().contains(key)) {
      return false;
    }
    return context.world().hasIdentityProvider() || context.entry(key) != null;
  }

  private void wanted(Desired.Client desired) {
    ResourceKey.Client key = desired.key();
    IdentitySnapshot identity = seen(key, desired.owner());
    if (identity == null) {
      return;
    }
    Client client = identity.clients().get(key);
    if (client == null) {
      create(desired, identity);
      return;
    }
    boolean isMarked = client.mark().equals(mark(desired.owner()));
    switch (Ownership.of(context, key, desired.owner(), isMarked, noun(key))) {
      case Ownership.Claim.Ours _ -> {}
      case Ownership.Claim.Take(String reason) -> take(desired, client, reason);
      case Ownership.Claim.Held(String reason) -> {
        draft.hold(key, desired.owner(), reason);
        return;
      }
      case Ownership.Claim.Foreign foreign -> {
        block(desired, identity, foreign.message());
        return;
      }
    }
    correct(desired, identity, client);
  }

  private void create(Desired.Client desired, IdentitySnapshot identity) {
    draft.add(
        new Proposal(
                new Change.CreateClient(desired.key(), settings(desired.owner(), identity)),
                desired.owner(),
                context.entry(desired.key()) == null
                    ? "The application logs in as this client."
                    : "The application logs in as this client, and somebody deleted it.")
            .causes(List.of(desired.location())));
  }

  private void take(Desired.Client desired, Client client, String reason) {
    draft.addGate(
        new Proposal(
                new Change.Adopt(desired.key(), null, client.settings(), new TreeSet<>()),
                desired.owner(),
                reason)
            .causes(List.of(desired.location())));
  }

  private void block(Desired.Client desired, IdentitySnapshot identity, String message) {
    draft.add(
        new Proposal(
                new Change.CreateClient(desired.key(), settings(desired.owner(), identity)),
                desired.owner(),
                "The application logs in as this client.")
            .causes(List.of(desired.location()))
            .block(
                Cause.OWNERSHIP,
                message,
                "rename the application, give it another principal, or remove the client by hand"));
  }

  private void correct(Desired.Client desired, IdentitySnapshot identity, Client client) {
    var edits = new TreeMap<String, Edit<String>>();
    settings(desired.owner(), identity)
        .forEach((name, value) -> {
          String known = client.settings().get(name);
          if (!value.equals(known)) {
            edits.put(name, new Edit<>(known, value));
          }
        });
    List<Location> causes = List.of(desired.location());
    String gate = draft.gate(desired.key());
    if (!edits.isEmpty()) {
      gate =
          draft.add(
              new Proposal(
                      new Change.AlterClient(desired.key(), edits),
                      desired.owner(),
                      "The client is not set up as applications' clients are here.")
                  .causes(causes)
                  .after(gate));
    }
    Proposal store = secret(desired, client);
    if (store != null) {
      draft.add(store.causes(causes).after(gate));
    }
  }

  private @Nullable Proposal secret(Desired.Client desired, Client client) {
    boolean isAsked = context.rotations().contains(desired.key());
    return switch (client.secret()) {
      case STORED -> isAsked ? beside(desired, client.leftover()) : ended(desired, client);
      case OUTDATED ->
          isAsked
              ? beside(desired, client.leftover())
              : new Proposal(
                  new Change.StoreSecret(desired.key(), How.AGAIN),
                  desired.owner(),
                  "The address or another setting beside the secret has changed.");
      case MISSING ->
          rotated(desired, "The secret store has no secret of it; who has it is not known.");
      case DIFFERENT -> rotated(desired, "The secret store has another secret than the client.");
    };
  }

  private static Proposal beside(Desired.Client desired, IdentitySnapshot.Leftover leftover) {
    var proposal =
        new Proposal(
            new Change.StoreSecret(desired.key(), How.BESIDE),
            desired.owner(),
            "Somebody asked for a new secret. The one in use stays good for a while.");
    return switch (leftover) {
      case NONE, OVER -> proposal;
      case KEPT ->
          proposal.risk(
              RiskRules.Rating.disruptive(
                  "The secret before the one in use, which is still good, ends at once"));
    };
  }

  private static @Nullable Proposal ended(Desired.Client desired, Client client) {
    return switch (client.leftover()) {
      case NONE, KEPT -> null;
      case OVER ->
          new Proposal(
              new Change.StoreSecret(desired.key(), How.END),
              desired.owner(),
              "A secret that is no longer in use is still good, and its time is over.");
    };
  }

  private static Proposal rotated(Desired.Client desired, String reason) {
    return new Proposal(new Change.StoreSecret(desired.key(), How.NEW), desired.owner(), reason)
        .risk(
            RiskRules.Rating.disruptive(
                "The old secret is worth nothing any more; running instances need the new one at"
                    + " their next login"));
  }

  private void unwanted(ResourceKey.Client key, Unwanted unwanted) {
    Owner owner = unwanted.owner();
    IdentitySnapshot identity = seen(key, owner);
    if (identity == null || context.holdsInDoubt(draft, key, owner)) {
      return;
    }
    if (context.quarantine().holds(owner)) {
      draft.hold(key, owner, "Left alone: the manifest of its owner is broken.");
      return;
    }
    Client client = identity.clients().get(key);
    Inventory.Entry entry = unwanted.entry();
    boolean isOurs = entry != null || (client != null && client.mark().equals(mark(owner)));
    if (client == null || !isOurs) {
      draft.add(new Proposal(new Change.Forget(key), owner, noun(key) + " exists no more."));
    } else if (client.isEnabled()) {
      var edits = new TreeMap<String, Edit<String>>();
      edits.put(IdentitySnapshot.ENABLED, new Edit<>("true", "false"));
      draft.add(
          new Proposal(
                  new Change.AlterClient(key, edits),
                  owner,
                  "No manifest describes its application any more.")
              .risk(RiskRules.Rating.disruptive("The application can no longer log in")));
    }
  }

  private SortedMap<String, String> settings(Owner owner, IdentitySnapshot identity) {
    var settings = new TreeMap<>(identity.standard());
    settings.put(IdentitySnapshot.MARK, mark(owner));
    return settings;
  }

  private @Nullable IdentitySnapshot seen(ResourceKey.Client key, Owner owner) {
    return draft.holdsUnseen(key, owner) ? null : context.world().identity();
  }

  private String mark(Owner owner) {
    return IdentitySnapshot.mark(context.desired().environment(), owner);
  }

  private static String noun(ResourceKey.Client key) {
    return "Client `" + key.clientId() + "`";
  }
}
