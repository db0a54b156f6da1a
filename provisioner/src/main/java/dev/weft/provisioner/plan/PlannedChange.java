// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.resource.Owner;
import java.util.List;
import java.util.stream.Stream;

/// A change with everything a person or a policy needs to judge it.
///
/// @param id short, stable name inside the plan, derived from the change itself
/// @param change the step
/// @param owner whose resource it is
/// @param risk what it can cost
/// @param reason one sentence: why it is needed
/// @param causes the places in the manifests that ask for it
/// @param evidence facts behind the risk, such as active consumer groups
/// @param after ids of changes that have to succeed first
/// @param fingerprint digest of the observed state it was planned on
/// @param verdict whether it may be applied
public record PlannedChange(
    String id,
    Change change,
    Owner owner,
    Risk risk,
    String reason,
    List<Location> causes,
    List<String> evidence,
    List<String> after,
    String fingerprint,
    Verdict verdict) {

  public PlannedChange {
    causes = List.copyOf(causes);
    evidence = List.copyOf(evidence);
    after = List.copyOf(after);
  }

  /// The same change with another verdict.
  public PlannedChange with(Verdict newVerdict) {
    return new PlannedChange(
        id, change, owner, risk, reason, causes, evidence, after, fingerprint, newVerdict);
  }

  /// The same change with more evidence.
  public PlannedChange withEvidence(List<String> more) {
    List<String> all = Stream.concat(evidence.stream(), more.stream()).toList();
    return new PlannedChange(
        id, change, owner, risk, reason, causes, all, after, fingerprint, verdict);
  }

  /// What a change can cost, the least first.
  public enum Risk {
    /// Nobody notices but those who asked for it.
    SAFE,
    /// Running producers or consumers can notice.
    DISRUPTIVE,
    /// Records, rights or history are lost.
    DESTRUCTIVE
  }

  /// Whether a change may be applied.
  public sealed interface Verdict {

    /// It may.
    record Allowed() implements Verdict {}

    /// It may, once a person has approved this very plan by its digest.
    record NeedsApproval(String why) implements Verdict {}

    /// It may not.
    ///
    /// @param cause what stands in the way
    /// @param message what is wrong, naming the value
    /// @param hint what to do
    record Blocked(Cause cause, String message, String hint) implements Verdict {}
  }

  /// What stands in the way of a change.
  public enum Cause {
    /// The resource is somebody else's.
    OWNERSHIP,
    /// No server can do it, such as fewer partitions.
    IMPOSSIBLE,
    /// The server was asked and said no.
    SERVER,
    /// A change it depends on is blocked.
    DEPENDENCY,
    /// A policy forbids it.
    POLICY,
    /// Somebody has paused what it belongs to.
    SUSPENDED
  }
}
