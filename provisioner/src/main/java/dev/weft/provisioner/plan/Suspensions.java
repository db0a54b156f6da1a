// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.event.PauseStatus;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds back the changes of what somebody has paused, all of them: also those that take rights
/// away. Nothing is to move there, for whatever reason, until it is resumed.
public final class Suspensions {

  private final List<PauseStatus> pauses;

  /// @param pauses those that have ended by then count no more
  public Suspensions(List<PauseStatus> pauses, Instant now) {
    this.pauses = pauses.stream().filter(pause -> !pause.isOver(now)).toList();
  }

  /// The plan with the changes of what is paused blocked, and of all that builds on them.
  public Plan apply(Plan plan) {
    if (pauses.isEmpty()) {
      return plan;
    }
    return plan.withChanges(
        Ordering.block(plan.changes().stream().map(this::judge).toList(), Map.of()));
  }

  /// When the next of them ends by itself.
  public Optional<Instant> nextEnd() {
    return pauses.stream()
        .map(PauseStatus::until)
        .flatMap(Stream::ofNullable)
        .min(Instant::compareTo);
  }

  private PlannedChange judge(PlannedChange planned) {
    if (planned.verdict() instanceof Verdict.Blocked) {
      return planned;
    }
    String urn = urn(planned.owner());
    String scope = planned.change().resource().scope();
    return pauses.stream()
        .filter(pause -> pause.covers(urn, scope))
        .findFirst()
        .map(pause -> planned.with(blocked(pause)))
        .orElse(planned);
  }

  private static Verdict blocked(PauseStatus pause) {
    String what = pause.subject().equals(PauseStatus.ALL) ? "Everything" : pause.subject();
    return new Verdict.Blocked(
        Cause.SUSPENDED,
        "%s is paused by %s since %s: %s"
            .formatted(what, pause.by(), pause.at(), sentence(pause.reason())),
        "resume it with `weft resume`");
  }

  private static String sentence(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }

  private static String urn(Owner owner) {
    return switch (owner.kind()) {
      case PRODUCT -> new ProductName(owner.domain(), owner.name()).urn();
      case APPLICATION -> "";
    };
  }
}
