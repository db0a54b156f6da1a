// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A change while it is being planned.
final class Proposal {

  final Change change;
  private final Owner owner;
  private final String reason;
  private String id;
  private Risk risk = Risk.SAFE;
  private final List<Location> causes = new ArrayList<>();
  private final List<String> evidence = new ArrayList<>();
  private final TreeSet<String> after = new TreeSet<>();
  private Verdict verdict = new Verdict.Allowed();
  private boolean isCleared;

  Proposal(Change change, Owner owner, String reason) {
    this.change = change;
    this.owner = owner;
    this.reason = reason;
    this.id = ChangeIds.of(change);
  }

  /// Another id than the change's usual one, for the second change of a kind on a resource.
  Proposal id(String suffix) {
    id = ChangeIds.of(change.resource(), suffix);
    return this;
  }

  Proposal risk(RiskRules.Rating rating) {
    risk = rating.risk();
    evidence.addAll(rating.why());
    return this;
  }

  /// A fact worth knowing before judging it.
  Proposal fact(String sentence) {
    evidence.add(sentence);
    return this;
  }

  Proposal causes(Collection<Location> locations) {
    causes.addAll(new TreeSet<>(locations));
    return this;
  }

  Proposal after(@Nullable String other) {
    if (other != null) {
      after.add(other);
    }
    return this;
  }

  /// The first block stays: it is the one to be solved first.
  Proposal block(Cause cause, String message, String hint) {
    if (!(verdict instanceof Verdict.Blocked)) {
      verdict = new Verdict.Blocked(cause, message, hint);
    }
    return this;
  }

  /// Has a person decide.
  Proposal approval(String why) {
    if (verdict instanceof Verdict.Allowed) {
      verdict = new Verdict.NeedsApproval(why);
    }
    return this;
  }

  /// Lets it be done without an approval although it destroys something: all that could speak
  /// against it was looked at.
  Proposal cleared() {
    isCleared = true;
    return this;
  }

  PlannedChange planned(String fingerprint) {
    Verdict given = verdict;
    if (given instanceof Verdict.Allowed && risk == Risk.DESTRUCTIVE && !isCleared) {
      given = new Verdict.NeedsApproval(String.join("; ", evidence));
    }
    return new PlannedChange(
        id, change, owner, risk, reason, causes, evidence, List.copyOf(after), fingerprint, given);
  }
}
