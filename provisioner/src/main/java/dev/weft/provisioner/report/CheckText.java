// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.ChangeReport;
import dev.weft.governance.Notice;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.provisioner.report.Page.Style;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The check of a change for a terminal.
public final class CheckText {

  private final ChangeReport report;
  private final Look look;
  private final StringBuilder text = new StringBuilder();

  private CheckText(ChangeReport report, Look look) {
    this.report = report;
    this.look = look;
  }

  /// @param sources lines of the change's files
  /// @param isLong whether what was there before is told, too
  public static String render(
      ChangeReport report, DiagnosticText.Sources sources, boolean isLong, Look look) {
    return new CheckText(report, look).render(sources, isLong);
  }

  private String render(DiagnosticText.Sources sources, boolean isLong) {
    List<Notice> blocking = report.blocking();
    List<Notice> others =
        report.introduced().stream().filter(notice -> !blocking.contains(notice)).toList();
    part("Blocks this change", blocking, DiagnosticText.contextual(once(blocking), sources, look));
    part("New, and blocks nothing", others, DiagnosticText.contextual(once(others), sources, look));
    if (!report.schemas().isEmpty()) {
      List<SchemaDiffView> views =
          report.schemas().stream()
              .map(change -> SchemaDiffView.of(change, report.uses()))
              .toList();
      heading("Schemas").append(SchemaDiffText.text(views, look));
      text.append(new Page(look).line(Style.DIM, CheckSummary.evidence(report)));
    }
    lines("After the merge, policies and waivers also find", report.merged().failing());
    lines("After the merge, they no longer find", report.merged().passing());
    lines("Fixed", report.fixed());
    lines("Waived", waived().notices());
    if (isLong) {
      lines("There before", report.unchanged());
    }
    end(blocking.isEmpty());
    return text.toString();
  }

  private void end(boolean isGood) {
    var page = new Page(look);
    for (String waiver : report.newWaivers()) {
      page.prose(
          0,
          "",
          Style.WARN,
          "The waiver %s comes with this change, and excuses nothing before it is merged. Merge it by itself first."
              .formatted(waiver));
    }
    if (!report.newReads().isEmpty()) {
      page.prose(0, "", Style.WARN, CheckSummary.newReads(report));
    }
    for (ChangeReport.Reviewer reviewer : report.reviewers()) {
      page.add("Should look at it: ").add(Style.BOLD, reviewer.team());
      page.add(", " + String.join("; ", reviewer.reasons())).end();
    }
    page.line(isGood ? Style.GOOD : Style.BAD, CheckSummary.headline(report) + ".");
    page.line(CheckSummary.counts(report));
    String waived = waived().sentence();
    if (!waived.isEmpty()) {
      page.line(waived);
    }
    gap().append(page);
  }

  private void lines(String title, List<Notice> notices) {
    part(title, notices, DiagnosticText.notices(once(notices), look));
  }

  private void part(String title, List<Notice> notices, String told) {
    if (!notices.isEmpty()) {
      heading(title).append(told);
    }
  }

  private StringBuilder heading(String title) {
    return gap().append(new Page(look).line(Style.BOLD, title));
  }

  private StringBuilder gap() {
    return text.append(text.isEmpty() ? "" : "\n");
  }

  private WaivedFindings waived() {
    List<Notice> all = new ArrayList<>(report.introduced());
    all.addAll(report.unchanged());
    return WaivedFindings.of(all);
  }

  /// What is told in the same words of the same place stands once.
  private static List<Notice> once(List<Notice> notices) {
    Set<Diagnostic> told = new HashSet<>();
    return notices.stream().filter(notice -> told.add(notice.diagnostic())).toList();
  }
}
