// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.Explanation;
import dev.weft.governance.Finding;
import dev.weft.governance.engine.Reason;
import dev.weft.provisioner.report.Page.Style;
import java.util.List;

/// Why policies found what they found, for a terminal.
public final class ExplanationText {

  private ExplanationText() {}

  /// The text.
  public static String render(List<Explanation> explanations, Look look) {
    Page page = new Page(look);
    if (explanations.isEmpty()) {
      page.line(Style.GOOD, "No policy finds anything.");
    }
    for (Explanation told : explanations) {
      Finding finding = told.finding();
      page.gap()
          .add(Style.BOLD, told.title())
          .line(
              Style.DIM,
              " [policy/%s/%s], in %s"
                  .formatted(
                      finding.policy(), finding.check(), String.join(", ", told.environments())));
      page.add("  @ ").line(Style.NAME, finding.location().toString());
      page.prose(2, "", Style.WARN, finding.message());
      String waiver = finding.waiver();
      if (waiver != null) {
        page.prose(2, "", Style.GOOD, finding.hint());
      }
      page.prose(2, "asked for: ", Style.PLAIN, told.intent());
      page.prose(2, "must be true: ", Style.PLAIN, told.condition());
      for (Reason reason : told.reasons()) {
        page.add("    ").add(reason.text()).add(Style.DIM, " is ").line(Style.BOLD, reason.value());
      }
    }
    return page.toString();
  }
}
