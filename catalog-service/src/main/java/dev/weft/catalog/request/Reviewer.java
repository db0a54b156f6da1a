// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.view.Finding;
import dev.weft.governance.ChangeCheck;
import dev.weft.governance.ChangeReport;
import dev.weft.governance.Circumstances;
import dev.weft.governance.Notice;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Compares a proposed mesh with the one of the main branch, by the rules of the language and by
/// the policies of the main branch: the same check as `weft check` makes. What was wrong before, at
/// products that the change does not touch, says nothing about it.
final class Reviewer {

  private final String environment;
  private final Circumstances circumstances;
  private final Instant now;
  private final BaseMesh.Memory memory;

  /// @param memory of earlier reviews
  Reviewer(String environment, Circumstances circumstances, Instant now, BaseMesh.Memory memory) {
    this.memory = memory;
    this.environment = environment;
    this.circumstances = circumstances;
    this.now = now;
  }

  /// What there is to say against a proposed tree.
  Review review(BaseMesh.At base, SourceTree proposed) {
    ChangeReport report =
        ChangeCheck.of(
            base.mesh(),
            MeshLoader.load(proposed, memory.files()),
            List.of(environment),
            circumstances,
            now,
            memory.checks());
    List<Finding> findings = new ArrayList<>();
    List<Finding> diagnostics = new ArrayList<>();
    for (Notice notice : report.relevant()) {
      dev.weft.governance.Finding found = notice.finding();
      if (found == null) {
        diagnostics.add(finding(notice.diagnostic()));
      } else {
        findings.add(finding(found));
      }
    }
    return new Review(findings, diagnostics, report.schemas(), !report.blocking().isEmpty());
  }

  private static Finding finding(dev.weft.governance.Finding finding) {
    return new Finding(
        finding.check().isEmpty() ? finding.policy() : finding.policy() + "/" + finding.check(),
        finding.severity(),
        finding.mode().word(),
        finding.isBlocking(),
        finding.message(),
        finding.hint(),
        finding.location().file(),
        finding.location().line(),
        finding.location().column());
  }

  private static Finding finding(Diagnostic diagnostic) {
    return new Finding(
        diagnostic.rule(),
        diagnostic.severity().word(),
        diagnostic.isBlocking() ? "enforce" : "warn",
        diagnostic.isBlocking(),
        diagnostic.message(),
        diagnostic.hint(),
        diagnostic.location().file(),
        diagnostic.location().line(),
        diagnostic.location().column());
  }
}
