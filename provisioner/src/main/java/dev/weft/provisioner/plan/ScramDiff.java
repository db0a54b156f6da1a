// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.Change.StoreSecret.How;
import dev.weft.provisioner.plan.Context.Unwanted;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ScramSnapshot;
import dev.weft.provisioner.resource.ScramSnapshot.Standard;
import dev.weft.provisioner.resource.ScramSnapshot.User;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// SCRAM users of applications: made where an application has something to do, kept as they were
/// handed over, and removed when their last right on the cluster has gone. A secret is rotated
/// between two mechanisms, because Kafka keeps one credential for each of them.
final class ScramDiff {

  private final Context context;
  private final Draft draft;

  ScramDiff(Context context, Draft draft) {
    this.context = context;
    this.draft = draft;
  }

  /// One user while it is compared.
  private record Case(Desired.ScramUser desired, Standard standard, User user, ScramLogin login) {

    ResourceKey.ScramUser key() {
      return desired.key();
    }

    /// The mechanism that the application logs in by; only asked when it was handed a credential
    /// that is there.
    String inUse() {
      String handed = user.handed();
      if (handed == null) {
        throw new IllegalStateException("nothing was handed over: " + key().text());
      }
      return handed;
    }

    boolean isHandedWhatIsThere() {
      return user.handed() != null && user.credentials().containsKey(user.handed());
    }

    /// Whether another credential than the one in use stays good for now.
    boolean isKept(String mechanism, Instant now) {
      Instant issued = login.issued();
      return mechanism.equals(login.previous())
          && (issued == null || now.isBefore(issued.plus(standard.overlap())));
    }
  }

  void run() {
    for (Desired desired : context.compared()) {
      if (desired instanceof Desired.ScramUser user && isOurBusiness(user.key())) {
        wanted(user);
      }
    }
    if (context.rotations().isEmpty()) {
      for (Unwanted unwanted : context.unwanted()) {
        if (unwanted.key() instanceof ResourceKey.ScramUser key) {
          unwanted(key, unwanted);
        }
      }
    }
  }

  /// Where nobody said that applications log in by SCRAM, only what Weft made earlier is spoken of.
  private boolean isOurBusiness(ResourceKey.ScramUser key) {
    if (!context.rotations().isEmpty() && !context.rotations().contains(key)) {
      return false;
    }
    return context.scram(key.cluster()) != null || context.entry(key) != null;
  }

  private void wanted(Desired.ScramUser desired) {
    ResourceKey.ScramUser key = desired.key();
    ScramSnapshot scram = seen(key, desired.owner());
    if (scram == null) {
      return;
    }
    User user = scram.users().getOrDefault(key, User.ABSENT);
    Inventory.Entry entry = context.entry(key);
    ScramLogin login = ScramLogin.of(entry == null ? Map.of() : entry.managed());
    var found = new Case(desired, scram.standard(), user, login);
    if (!user.exists()) {
      missing(found, entry);
      return;
    }
    switch (Ownership.of(context, key, desired.owner(), false, noun(key))) {
      case Ownership.Claim.Ours _ -> correct(books(found, null));
      case Ownership.Claim.Take(String reason) -> correct(books(found, reason));
      case Ownership.Claim.Held(String reason) -> draft.hold(key, desired.owner(), reason);
      case Ownership.Claim.Foreign _ -> block(found);
    }
  }

  /// The application's secret is given back to it where the store still has it.
  private void missing(Case found, Inventory.@Nullable Entry entry) {
    String handed = found.user().handed();
    boolean isOurs = entry != null && entry.owner().equals(found.desired().owner());
    if (isOurs && handed != null && found.standard().mechanisms().contains(handed)) {
      draft.add(
          alter(
              found,
              How.AGAIN,
              handed,
              "Somebody removed the user; its application logs in as it."));
      return;
    }
    draft.add(
        create(
            found,
            entry == null
                ? "The application logs in as this user."
                : "The application logs in as this user, and somebody removed it."));
  }

  private void block(Case found) {
    draft.add(
        create(found, "The application logs in as this user.")
            .block(
                Cause.OWNERSHIP,
                noun(found.key()) + " exists already and was not made by Weft.",
                "give the application another `principal`, or remove the user by hand"));
  }

  private static Proposal create(Case found, String reason) {
    return new Proposal(
            new Change.CreateUser(
                found.key(), found.standard().preferred(), found.standard().iterations()),
            found.desired().owner(),
            reason)
        .causes(List.of(found.desired().location()));
  }

  /// Brings the inventory up to date with what the application was handed: the store is written
  /// before the inventory, so that a run may have died between the two.
  ///
  /// @param taking why the user becomes this owner's; null when it is
  /// @return the case with the books as they will be
  private Case books(Case found, @Nullable String taking) {
    ScramLogin login = found.login();
    boolean isBehind =
        found.isHandedWhatIsThere() && !found.inUse().equals(found.login().mechanism());
    if (isBehind) {
      String other =
          found.user().credentials().keySet().stream()
              .filter(mechanism -> !mechanism.equals(found.inUse()))
              .findFirst()
              .orElse(null);
      Integer iterations = found.user().credentials().get(found.inUse());
      login =
          new ScramLogin(
              found.inUse(), iterations == null ? 0 : iterations, context.world().now(), other);
    }
    if (isBehind || taking != null) {
      draft.addGate(
          new Proposal(
                  new Change.Adopt(found.key(), null, login.values(), new TreeSet<>()),
                  found.desired().owner(),
                  taking == null
                      ? "The inventory is brought up to date with what the application was handed."
                      : taking)
              .causes(List.of(found.desired().location())));
    }
    return new Case(found.desired(), found.standard(), found.user(), login);
  }

  private void correct(Case found) {
    if (!found.isHandedWhatIsThere()) {
      draft.add(lost(found));
    } else if (context.rotations().contains(found.key())) {
      draft.add(asked(found));
    } else {
      Proposal again = again(found);
      if (again != null) {
        draft.add(again);
      }
      end(found);
    }
  }

  private Proposal lost(Case found) {
    return alter(
            found,
            How.NEW,
            found.standard().preferred(),
            found.user().handed() == null
                ? "The secret store has no secret of it; who has it is not known."
                : "The secret store has another secret than those of the user.")
        .risk(
            RiskRules.Rating.disruptive(
                "The old secret is worth nothing any more; running instances need the new one at"
                    + " their next login"));
  }

  private Proposal asked(Case found) {
    String beside = found.standard().besides(found.inUse());
    if (beside == null) {
      return alter(found, How.NEW, found.inUse(), "Somebody asked for a new secret.")
          .risk(
              RiskRules.Rating.disruptive(
                  "The cluster offers one mechanism only, so the old secret ends at once"));
    }
    Proposal proposal =
        alter(
            found,
            How.BESIDE,
            beside,
            "Somebody asked for a new secret. The one in use stays good for a while.");
    boolean endsOne =
        found.user().credentials().containsKey(beside)
            && found.isKept(beside, context.world().now());
    return endsOne
        ? proposal.risk(
            RiskRules.Rating.disruptive(
                "The secret before the one in use, which is still good, ends at once"))
        : proposal;
  }

  private @Nullable Proposal again(Case found) {
    String inUse = found.inUse();
    Standard standard = found.standard();
    if (!standard.mechanisms().contains(inUse)) {
      return alter(
          found,
          How.BESIDE,
          standard.preferred(),
          "Applications log in by %s here now.".formatted(standard.preferred()));
    }
    Integer seen = found.user().credentials().get(inUse);
    if (seen == null || seen != found.login().iterations()) {
      return alter(
              found,
              How.AGAIN,
              inUse,
              "Somebody wrote another credential: it has %s iterations instead of %d."
                  .formatted(seen, found.login().iterations()))
          .risk(
              RiskRules.Rating.disruptive(
                  "Whoever logs in with a secret that Weft did not hand over no longer can"));
    }
    if (seen != standard.iterations()) {
      return alter(
          found,
          How.AGAIN,
          inUse,
          "Credentials have %d iterations here now.".formatted(standard.iterations()));
    }
    return found.user().isCurrent()
        ? null
        : alter(
            found,
            How.AGAIN,
            inUse,
            "The address or another setting beside the secret has changed.");
  }

  /// Ends what is not in use, unless it was and its time is not over.
  private void end(Case found) {
    Instant now = context.world().now();
    for (String mechanism : found.user().credentials().keySet()) {
      boolean isPrevious = mechanism.equals(found.login().previous());
      if (!mechanism.equals(found.inUse()) && !found.isKept(mechanism, now)) {
        draft.add(
            alter(
                found,
                How.END,
                mechanism,
                isPrevious
                    ? "A secret that is no longer in use is still good, and its time is over."
                    : "It has a secret that its application was not handed."));
      }
    }
  }

  private Proposal alter(Case found, How how, String mechanism, String reason) {
    return new Proposal(
            new Change.AlterUser(found.key(), how, mechanism, found.standard().iterations()),
            found.desired().owner(),
            reason)
        .causes(List.of(found.desired().location()))
        .after(draft.gate(found.key()));
  }

  private void unwanted(ResourceKey.ScramUser key, Unwanted unwanted) {
    Owner owner = unwanted.owner();
    ScramSnapshot scram = seen(key, owner);
    if (scram == null || context.holdsInDoubt(draft, key, owner)) {
      return;
    }
    if (context.quarantine().holds(owner)) {
      draft.hold(key, owner, "Left alone: the manifest of its owner is broken.");
      return;
    }
    if (context.quarantine().holdsPrincipal(principal(key))) {
      draft.hold(
          key, owner, "Left alone: the manifest of a product that the user works with is broken.");
      return;
    }
    User user = scram.users().getOrDefault(key, User.ABSENT);
    // What an interrupted run made and handed to nobody cannot be told from somebody else's.
    boolean isOurs = unwanted.entry() != null || user.handed() != null;
    if (!isOurs || (!user.exists() && user.handed() == null)) {
      draft.add(
          new Proposal(
              new Change.Forget(key),
              owner,
              user.exists()
                  ? "Whether Weft made %s is not known, and nobody was handed its secret."
                      .formatted(noun(key))
                  : noun(key) + " exists no more."));
      return;
    }
    remove(key, owner);
  }

  private void remove(ResourceKey.ScramUser key, Owner owner) {
    Set<String> revokes = revokes(key);
    if (revokes == null) {
      draft.hold(key, owner, "Stays for now: it still has rights on what is on its way out.");
      return;
    }
    Proposal removal =
        new Proposal(
                new Change.RemoveUser(key),
                owner,
                "No manifest gives its application anything to do on the cluster any more.")
            .risk(RiskRules.Rating.disruptive("The application can no longer log in there"));
    revokes.forEach(removal::after);
    draft.add(removal);
  }

  /// The changes of this plan that take the user's last rights away, by id; null when some stay.
  private @Nullable Set<String> revokes(ResourceKey.ScramUser key) {
    String principal = principal(key);
    var left = new HashSet<Right>();
    for (Inventory.Entry entry : context.world().inventory().entries().values()) {
      if (entry.key() instanceof ResourceKey.AclSet set && set.cluster().equals(key.cluster())) {
        entry.acls().stream()
            .filter(acl -> acl.principal().equals(principal))
            .forEach(acl -> left.add(new Right(set, acl)));
      }
    }
    var ids = new TreeSet<String>();
    for (PlannedChange planned : draft.changes()) {
      if (planned.change() instanceof Change.RemoveAcls revoke) {
        for (Acl acl : revoke.acls()) {
          if (left.remove(new Right(revoke.resource(), acl))) {
            ids.add(planned.id());
          }
        }
      } else if (planned.change() instanceof Change.Forget(ResourceKey.AclSet set)) {
        left.removeIf(right -> right.set().equals(set));
      }
    }
    return left.isEmpty() ? ids : null;
  }

  private record Right(ResourceKey.AclSet set, Acl acl) {}

  private @Nullable ScramSnapshot seen(ResourceKey.ScramUser key, Owner owner) {
    if (draft.holdsUnseen(key, owner)) {
      return null;
    }
    World.Scram scram = context.scram(key.cluster());
    return scram == null ? null : scram.snapshot();
  }

  private static String principal(ResourceKey.ScramUser key) {
    return "User:" + key.user();
  }

  private static String noun(ResourceKey.ScramUser key) {
    return "SCRAM user `" + key.user() + "`";
  }
}
