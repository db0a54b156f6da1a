// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.governance.Finding;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.report.ChangeLine;
import dev.weft.provisioner.resource.Owner;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a pass saw and did, closer.
///
/// @param changes what was tried, in order; at most [#MOST]
/// @param left how many more were tried
/// @param numbers how things stood when it ended
public record PassDetail(List<Changed> changes, int left, Numbers numbers) {

  /// Most changes that are told one by one.
  public static final int MOST = 100;

  /// Nothing was tried.
  public static final PassDetail NONE =
      new PassDetail(List.of(), 0, new Numbers(0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), 0));

  public PassDetail {
    changes = List.copyOf(changes);
  }

  /// A change that was tried.
  ///
  /// @param product URN of the product it belongs to, or the name of the application
  /// @param line the change in words
  /// @param outcome `applied` (and read back), `unchanged`, `refused`, `failed`, `skipped` or
  ///   `unknown`
  /// @param message what stood in the way; empty when nothing did
  public record Changed(String product, ChangeLine line, String outcome, String message) {}

  /// How things stood when a pass ended.
  ///
  /// @param differing resources that are not as wanted
  /// @param held resources that differ and are left alone on purpose
  /// @param suspended changes that wait because somebody paused them
  /// @param journalOpen steps of the journal that were intended and not confirmed when it began
  /// @param unknown changes of which nobody knows whether they were made
  /// @param findings what policies say: numbers by mode, or `waived`
  /// @param waivers numbers by state: `active`, `pending`, `expired`, or `refused` when it does not
  ///   keep the terms of its policy and excuses nothing
  /// @param missed those without which a product or grant is blocked, by state
  /// @param broken policies that cannot be evaluated
  public record Numbers(
      int differing,
      int held,
      int suspended,
      int journalOpen,
      int unknown,
      Map<String, Integer> findings,
      Map<String, Integer> waivers,
      Map<String, Integer> missed,
      int broken) {

    public Numbers {
      findings = Map.copyOf(findings);
      waivers = Map.copyOf(waivers);
      missed = Map.copyOf(missed);
    }
  }

  static PassDetail of(Work work, Prepared prepared, RunReport report) {
    List<ControlPlaneLog.Result> tried =
        report.results().stream()
            .filter(result -> !(result.outcome() instanceof Outcome.Unchanged))
            .toList();
    return new PassDetail(
        tried.stream().limit(MOST).map(PassDetail::changed).toList(),
        Math.max(0, tried.size() - MOST),
        numbers(work, prepared, report));
  }

  private static Changed changed(ControlPlaneLog.Result result) {
    Owner owner = result.change().owner();
    String product =
        switch (owner.kind()) {
          case PRODUCT -> new ProductName(owner.domain(), owner.name()).urn();
          case APPLICATION -> owner.domain() + "/" + owner.name();
        };
    return new Changed(
        product,
        ChangeLine.of(result.change().change()),
        word(result.outcome()),
        message(result.outcome()));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied _ -> "applied";
      case Outcome.Unchanged _ -> "unchanged";
      case Outcome.Refused _ -> "refused";
      case Outcome.Failed _ -> "failed";
      case Outcome.Skipped _ -> "skipped";
      case Outcome.Unknown _ -> "unknown";
    };
  }

  /// What stands in the way of a change; empty when it was made.
  static String message(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied _, Outcome.Unchanged _ -> "";
      case Outcome.Refused refused -> refused.message();
      case Outcome.Failed failed -> failed.message();
      case Outcome.Skipped skipped -> skipped.because();
      case Outcome.Unknown unknown -> unknown.message();
    };
  }

  private static Numbers numbers(Work work, Prepared prepared, RunReport report) {
    RunReport.Counts counts = report.counts();
    SortedMap<String, Integer> findings = new TreeMap<>();
    dev.weft.governance.Verdict verdict = work.verdict();
    for (Finding finding : verdict.findings()) {
      findings.merge(finding.waiver() == null ? finding.mode().word() : "waived", 1, Integer::sum);
    }
    SortedMap<String, Integer> waivers = new TreeMap<>();
    SortedMap<String, Integer> missed = new TreeMap<>();
    verdict
        .waivers()
        .forEach((waiver, state) -> {
          waivers.merge(state, 1, Integer::sum);
          if (verdict.missed().contains(waiver)) {
            missed.merge(state, 1, Integer::sum);
          }
        });
    return new Numbers(
        prepared.plan().changes().size() - counts.succeeded(),
        prepared.plan().held().size(),
        (int) prepared.plan().changes().stream().filter(PassDetail::isSuspended).count(),
        prepared.world().inventory().pending().size(),
        counts.unknown(),
        findings,
        waivers,
        missed,
        verdict.broken().size());
  }

  private static boolean isSuspended(PlannedChange planned) {
    return planned.verdict() instanceof Verdict.Blocked blocked
        && blocked.cause() == Cause.SUSPENDED;
  }
}
