// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.ChangeReport;
import dev.weft.governance.Finding;
import dev.weft.governance.Notice;
import dev.weft.governance.PolicyEffect;
import dev.weft.model.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The check of a change for the comment of a pull request: what keeps it from being merged first,
/// the rest to unfold.
public final class CheckMarkdown {

  /// By which a pipeline finds its comment again, to write it anew.
  public static final String MARK = "<!-- weft check -->";

  /// Forges refuse comments of more than 65,536 characters.
  private static final int MOST = 60;

  private final StringBuilder text = new StringBuilder();
  private final ChangeReport report;

  private CheckMarkdown(ChangeReport report) {
    this.report = report;
  }

  /// @param plan the plan beside it, as Markdown; empty when there is none
  public static String render(ChangeReport report, String plan) {
    return new CheckMarkdown(report).render(plan);
  }

  private String render(String plan) {
    List<Notice> blocking = report.blocking();
    line(MARK);
    line("### " + (blocking.isEmpty() ? "✅ " : "⛔ ") + CheckSummary.headline(report));
    line("");
    line(Markdown.text(CheckSummary.counts(report)));
    notices("#### To put right", blocking);
    notices("#### New, and blocks nothing", only(report.introduced(), blocking));
    waivers();
    newReads();
    if (!report.schemas().isEmpty()) {
      line("");
      line("#### Schemas");
      line("");
      text.append(
          SchemaDiffText.markdown(
              report.schemas().stream()
                  .map(change -> SchemaDiffView.of(change, report.uses()))
                  .toList(),
              "#####"));
      line("");
      line(Markdown.text(CheckSummary.evidence(report)));
    }
    effects(report.merged());
    folded("Fixed", report.fixed());
    waived();
    folded("There before", others(blocking));
    reviewers();
    if (!plan.isEmpty()) {
      line("");
      text.append(plan);
    }
    return text.toString();
  }

  private List<Notice> others(List<Notice> blocking) {
    return only(report.unchanged(), blocking);
  }

  private static List<Notice> only(List<Notice> notices, List<Notice> without) {
    return notices.stream().filter(notice -> !without.contains(notice)).toList();
  }

  private void notices(String title, List<Notice> notices) {
    if (notices.isEmpty()) {
      return;
    }
    line("");
    line(title);
    line("");
    table(notices);
  }

  private void table(List<Notice> notices) {
    line("| where | what |");
    line("|---|---|");
    notices.stream().limit(MOST).forEach(this::row);
    if (notices.size() > MOST) {
      line("");
      line((notices.size() - MOST) + " more; `weft check --format json` shows them all.");
    }
  }

  private void row(Notice notice) {
    Diagnostic said = notice.diagnostic();
    String hint = said.hint().isEmpty() ? "" : "<br>→ " + Markdown.prose(said.hint());
    String where = notice.environments().isEmpty() ? "" : CheckSummary.environments(notice);
    line(
        "| %s | **%s** %s%s%s<br><sub>%s%s</sub> |"
            .formatted(
                Markdown.code(said.location().toString()),
                said.severity().word(),
                Markdown.prose(said.message()),
                hint,
                DiagnosticMarkdown.fix(notice),
                Markdown.text(rule(notice)),
                where.isEmpty() ? "" : Markdown.text(", in " + where)));
  }

  /// A policy's finding with its check, for `weft policy explain`.
  private static String rule(Notice notice) {
    Finding finding = notice.finding();
    String rule = notice.diagnostic().rule();
    return finding == null || finding.check().isEmpty() ? rule : rule + "/" + finding.check();
  }

  private void waivers() {
    List<String> names = report.newWaivers();
    if (!names.isEmpty()) {
      line("");
      line(
          "This change brings along %s, which excuses nothing before it is merged. Merge it by itself first."
              .formatted(
                  names.stream()
                      .map(name -> "the waiver " + Markdown.code(name))
                      .collect(Collectors.joining(", "))));
    }
  }

  private void newReads() {
    if (!report.newReads().isEmpty()) {
      line("");
      line(Markdown.text(CheckSummary.newReads(report)));
    }
  }

  /// Who approved it, until when and why stands with each.
  private void waived() {
    List<Notice> all = new ArrayList<>(report.introduced());
    all.addAll(report.unchanged());
    WaivedFindings waived = WaivedFindings.of(all);
    if (!waived.notices().isEmpty()) {
      line("");
      line(Markdown.text(waived.sentence()));
      folded("Waived", waived.notices());
    }
  }

  private void effects(PolicyEffect effect) {
    if (effect.isEmpty()) {
      return;
    }
    line("");
    line("#### Policies and waivers");
    line("");
    line(
        Markdown.text(
            "After the merge they find %s, and no longer %s."
                .formatted(
                    CheckSummary.many(effect.failing().size(), "more thing"),
                    CheckSummary.many(effect.passing().size(), "thing"))));
    folded("Newly found", effect.failing());
    folded("No longer found", effect.passing());
  }

  private void folded(String title, List<Notice> notices) {
    if (notices.isEmpty()) {
      return;
    }
    line("");
    line("<details><summary>" + Markdown.summary(title + ": " + notices.size()) + "</summary>");
    line("");
    table(notices);
    line("");
    line("</details>");
  }

  private void reviewers() {
    if (report.reviewers().isEmpty()) {
      return;
    }
    line("");
    line("#### Who should look at it");
    line("");
    report
        .reviewers()
        .forEach(reviewer ->
            line(
                "- %s: %s"
                    .formatted(
                        Markdown.code(reviewer.team()),
                        reviewer.reasons().stream()
                            .map(Markdown::text)
                            .collect(Collectors.joining("; ")))));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
