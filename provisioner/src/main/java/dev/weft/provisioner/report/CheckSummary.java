// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.ChangeReport;
import dev.weft.governance.Notice;
import dev.weft.model.compatibility.ReaderUses;

/// The check of a change in a sentence.
final class CheckSummary {

  private CheckSummary() {}

  static String headline(ChangeReport report) {
    int blocking = report.blocking().size();
    if (blocking > 0) {
      return "Weft: "
          + many(blocking, "finding")
          + (blocking == 1 ? " blocks" : " block")
          + " this change";
    }
    return report.introduced().isEmpty()
        ? "Weft has nothing against this change"
        : "Weft has nothing that blocks this change";
  }

  static String counts(ChangeReport report) {
    return "%s touched. Findings: %d new, %d fixed, %d unchanged."
        .formatted(
            many(report.products().size(), "product"),
            report.introduced().size(),
            report.fixed().size(),
            report.unchanged().size());
  }

  /// What is said for applications and does not count yet.
  static String newReads(ChangeReport report) {
    return "What this change says of how %s %s counts once it is merged by itself, or when the team approves the change (--approved-by)."
        .formatted(
            String.join(", ", report.newReads()), report.newReads().size() == 1 ? "reads" : "read");
  }

  /// What is known of who reads.
  static String evidence(ChangeReport report) {
    ReaderUses uses = report.uses();
    return uses == null
        ? "Who reads is judged from manifests alone; a server, named with --server, knows who does."
        : "Who reads was measured in the environment %s.".formatted(uses.environment());
  }

  static String environments(Notice notice) {
    return String.join(", ", notice.environments());
  }

  static String many(int count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
