// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.provisioner.access.AccessChanges;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A plan for the comment of a pull request: a table that fits on a screen, and the details to
/// unfold.
public final class PlanMarkdown {

  private final StringBuilder text = new StringBuilder();
  private final Plan plan;
  private final PlanView view;

  private PlanMarkdown(PlanView view) {
    this.view = view;
    this.plan = view.plan();
  }

  /// The plan, with what is wrong with the manifests in front.
  public static String render(PlanView view) {
    return new PlanMarkdown(view).render();
  }

  private String render() {
    line("### Weft plan for " + Markdown.code(plan.environment()));
    line("");
    line("**" + PlanSummary.of(plan).sentence() + "**");
    view.problems().forEach(problem -> line("\n**Error:** " + Markdown.text(problem)));
    view.warnings().forEach(warning -> line("\n**Warning:** " + Markdown.text(warning)));
    if (!view.notices().isEmpty()) {
      line("");
      text.append(DiagnosticMarkdown.render(view.notices()));
    }
    judge();
    table();
    details();
    access();
    remarks("Held: differs from the manifests and is left alone", plan.held());
    remarks("Notes", plan.notes());
    line("");
    line(
        "<sub>Revision "
            + Markdown.summary(plan.revision())
            + ", digest <code>"
            + Markdown.summary(view.digest())
            + "</code></sub>");
    return text.toString();
  }

  private void judge() {
    List<PlannedChange> open =
        plan.changes().stream()
            .filter(planned -> !(planned.verdict() instanceof Verdict.Allowed))
            .toList();
    if (open.isEmpty()) {
      return;
    }
    line("");
    line("#### To decide");
    line("");
    for (PlannedChange planned : open) {
      String subject = Markdown.text(ChangeView.of(planned.change()).subject());
      switch (planned.verdict()) {
        case Verdict.Allowed _ -> {}
        case Verdict.NeedsApproval approval ->
            line("- **Needs approval:** " + subject + ". " + Markdown.text(approval.why()));
        case Verdict.Blocked blocked ->
            line(
                "- **Blocked:** "
                    + subject
                    + ". "
                    + Markdown.text((blocked.message() + " " + blocked.hint()).strip()));
      }
    }
    if (PlanSummary.of(plan).approval() > 0) {
      line("");
      line("Approve this very plan with " + Markdown.code("--approve " + view.digest()) + ".");
    }
  }

  private void table() {
    if (plan.isEmpty()) {
      line("");
      line("Nothing to do: the servers are as the manifests want them.");
      return;
    }
    line("");
    line("| domain | create | change | delete | needs approval | blocked |");
    line("|---|--:|--:|--:|--:|--:|");
    byDomain()
        .forEach((domain, changes) -> {
          PlanSummary sum = PlanSummary.of(only(changes));
          line(
              "| %s | %d | %d | %d | %d | %d |"
                  .formatted(
                      Markdown.code(domain),
                      sum.create(),
                      sum.change(),
                      sum.delete(),
                      sum.approval(),
                      sum.blocked()));
        });
  }

  private Plan only(List<PlannedChange> changes) {
    return new Plan(
        plan.environment(),
        plan.revision(),
        plan.plannedAt(),
        plan.clusterIds(),
        changes,
        List.of(),
        List.of());
  }

  private Map<String, List<PlannedChange>> byDomain() {
    var domains = new TreeMap<String, List<PlannedChange>>();
    for (PlannedChange planned : plan.changes()) {
      domains.computeIfAbsent(planned.owner().domain(), _ -> new ArrayList<>()).add(planned);
    }
    return domains;
  }

  private void details() {
    byDomain()
        .forEach((domain, changes) -> {
          open(domain + ": " + changes.size() + (changes.size() == 1 ? " change" : " changes"));
          line("| | what | values | why | risk |");
          line("|---|---|---|---|---|");
          changes.stream().limit(PlanText.MAX_SIMILAR).forEach(this::row);
          if (changes.size() > PlanText.MAX_SIMILAR) {
            line("");
            line(
                (changes.size() - PlanText.MAX_SIMILAR)
                    + " more; `weft plan --format json` shows them all.");
          }
          close();
        });
  }

  private void row(PlannedChange planned) {
    ChangeView told = ChangeView.of(planned.change());
    String values =
        told.rows().stream().map(PlanMarkdown::value).collect(Collectors.joining("<br>"));
    var why = new StringBuilder(Markdown.text(planned.reason()));
    planned.causes().stream()
        .limit(3)
        .forEach(
            cause -> why.append("<br>").append(Markdown.code(cause.file() + ":" + cause.line())));
    planned.evidence().forEach(fact -> why.append("<br>").append(Markdown.text(fact)));
    String risk = planned.risk().name().toLowerCase(Locale.ROOT);
    line(
        "| %s | %s | %s | %s | %s |"
            .formatted(
                Markdown.code(told.action().symbol()),
                Markdown.text(told.subject()),
                values,
                why,
                planned.risk() == Risk.DESTRUCTIVE ? "**" + risk + "**" : risk));
  }

  private static String value(ChangeView.Row row) {
    String label = Markdown.text(row.label()) + " ";
    return row.before() == null
        ? label + Markdown.code(row.after())
        : label + Markdown.code(row.before()) + " → " + Markdown.code(row.after());
  }

  private void access() {
    AccessChanges access = view.access();
    if (access.gained().isEmpty() && access.lost().isEmpty()) {
      return;
    }
    open("Access: %d gained, %d lost".formatted(access.gained().size(), access.lost().size()));
    access.gained().forEach(right -> right("gains", right));
    access.lost().forEach(right -> right("**loses**", right));
    close();
  }

  private void right(String verb, AccessChanges.Access right) {
    line(
        "- %s %s %s on %s on %s"
            .formatted(
                Markdown.code(right.principal()),
                verb,
                Markdown.code(right.operation().name()),
                Markdown.code(right.topic()),
                Markdown.code(right.cluster())));
  }

  private void remarks(String title, List<Plan.Remark> remarks) {
    if (remarks.isEmpty()) {
      return;
    }
    open(title + " (" + remarks.size() + ")");
    remarks.forEach(remark ->
        line(
            "- "
                + Markdown.text(ChangeView.describe(remark.resource()))
                + ": "
                + Markdown.text(remark.message())));
    close();
  }

  private void open(String summary) {
    line("");
    line("<details><summary>" + Markdown.summary(summary) + "</summary>");
    line("");
  }

  private void close() {
    line("");
    line("</details>");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
