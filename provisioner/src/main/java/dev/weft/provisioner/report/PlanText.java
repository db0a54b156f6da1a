// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.access.AccessChanges;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.report.Page.Style;
import dev.weft.provisioner.resource.Owner;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A plan for people at a terminal.
public final class PlanText {

  /// How many similar harmless changes of one domain are shown before the rest is counted only.
  static final int MAX_SIMILAR = 50;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final PlanView view;
  private final Plan plan;
  private final Options options;
  private final Page page;

  private PlanText(PlanView view, Options options, Look look) {
    this.view = view;
    this.plan = view.plan();
    this.options = options;
    this.page = new Page(look);
  }

  /// What to show.
  ///
  /// @param isComplete whether long runs of similar changes are shown in full
  /// @param approveCommand the command that approves the plan, up to and without the digest
  public record Options(boolean isComplete, String approveCommand) {}

  /// The plan as text, ending with its one-line summary.
  public static String render(PlanView view, Options options, Look look) {
    return new PlanText(view, options, look).render();
  }

  private String render() {
    header();
    if (plan.isEmpty() && view.problems().isEmpty()) {
      page.gap().line(Style.GOOD, "Nothing to do: the servers are as the manifests want them.");
    }
    groups();
    access();
    remarks("Held: differs from the manifests and is left alone", plan.held());
    remarks("Notes", plan.notes());
    view.warnings().forEach(warning -> page.gap().prose(0, "WARNING ", Style.WARN, warning));
    verdicts();
    if (!view.problems().isEmpty()) {
      page.gap();
      view.problems().forEach(problem -> page.prose(0, "ERROR ", Style.BAD, problem));
    }
    page.gap().line(Style.BOLD, "Plan: " + PlanSummary.of(plan).sentence());
    return page.toString();
  }

  private void header() {
    page.add(Style.BOLD, "Plan for " + plan.environment())
        .add(" at revision " + plan.revision() + ", " + TIME.format(plan.plannedAt()))
        .end();
    plan.clusterIds()
        .forEach((name, id) -> page.line(Style.DIM, "  cluster " + name + " has the id " + id));
  }

  private void groups() {
    var byOwner = new TreeMap<Owner, List<PlannedChange>>();
    for (PlannedChange planned : plan.changes()) {
      byOwner.computeIfAbsent(planned.owner(), _ -> new ArrayList<>()).add(planned);
    }
    String domain = "";
    var similar = new TreeMap<String, Integer>();
    for (Map.Entry<Owner, List<PlannedChange>> group : byOwner.entrySet()) {
      if (!group.getKey().domain().equals(domain)) {
        collapsed(similar);
        domain = group.getKey().domain();
        page.gap().line(Style.BOLD, domain);
      }
      owner(group.getKey(), group.getValue(), similar);
    }
    collapsed(similar);
  }

  private void owner(Owner owner, List<PlannedChange> changes, Map<String, Integer> similar) {
    var shown = changes.stream().filter(planned -> isShown(planned, similar)).toList();
    if (!shown.isEmpty()) {
      page.line("  " + noun(owner) + " " + owner.name());
      shown.forEach(this::change);
    }
  }

  /// Only what nobody has to judge is ever left out.
  private boolean isShown(PlannedChange planned, Map<String, Integer> similar) {
    if (options.isComplete()
        || planned.risk() != Risk.SAFE
        || !(planned.verdict() instanceof Verdict.Allowed)) {
      return true;
    }
    Action action = Action.of(planned.change());
    String key = action.symbol() + " " + ChangeView.kind(planned.change()).replace('-', ' ');
    return similar.merge(key, 1, Integer::sum) <= MAX_SIMILAR;
  }

  private void collapsed(Map<String, Integer> similar) {
    similar.forEach((kind, count) -> {
      if (count > MAX_SIMILAR) {
        page.line(
            Style.DIM,
            "  "
                + kind
                + ": "
                + (count - MAX_SIMILAR)
                + " more like these, all safe; see them with --all");
      }
    });
    similar.clear();
  }

  static String noun(Owner owner) {
    return switch (owner.kind()) {
      case PRODUCT -> "product";
      case APPLICATION -> "application";
    };
  }

  private void change(PlannedChange planned) {
    ChangeView told = ChangeView.of(planned.change());
    page.add("    ")
        .add(told.action().style(), told.action().symbol())
        .add(" ")
        .add(Style.BOLD, told.subject())
        .end();
    rows(told.rows());
    page.prose(8, "why    ", Style.PLAIN, planned.reason());
    if (!planned.causes().isEmpty()) {
      page.line("        where  " + causes(planned.causes()));
    }
    if (planned.risk() != Risk.SAFE) {
      page.add("        risk   ").add(riskStyle(planned.risk()), riskWord(planned.risk())).end();
    }
    planned.evidence().stream()
        .filter(fact -> !isTold(fact, planned.verdict()))
        .forEach(fact -> page.prose(8, "fact   ", Style.PLAIN, fact));
    verdict(planned.verdict());
  }

  private void rows(List<ChangeView.Row> rows) {
    int width = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
    for (ChangeView.Row row : rows) {
      page.add("        ")
          .add(
              row.label()
                  + " ".repeat(Math.min(40, width) - Math.min(40, row.label().length()) + 2));
      if (row.before() != null) {
        page.add(Style.BAD, row.before()).add(" → ").add(Style.GOOD, row.after());
      } else {
        page.add(row.after());
      }
      page.end();
    }
  }

  static String causes(List<Location> causes) {
    String places =
        causes.stream()
            .limit(3)
            .map(cause -> cause.line() == 0 ? cause.file() : cause.file() + ":" + cause.line())
            .collect(Collectors.joining(", "));
    int more = causes.size() - 3;
    return places + (more > 0 ? " and " + more + " more" : "");
  }

  private static String riskWord(Risk risk) {
    return switch (risk) {
      case SAFE -> "safe";
      case DISRUPTIVE -> "disruptive: running producers or consumers can notice";
      case DESTRUCTIVE -> "DESTRUCTIVE: records, rights or history are lost";
    };
  }

  private static Style riskStyle(Risk risk) {
    return switch (risk) {
      case SAFE -> Style.GOOD;
      case DISRUPTIVE -> Style.WARN;
      case DESTRUCTIVE -> Style.WORST;
    };
  }

  /// The reason for an approval is often a fact too; once is enough.
  private static boolean isTold(String fact, Verdict verdict) {
    return verdict instanceof Verdict.NeedsApproval approval && approval.why().equals(fact);
  }

  private void verdict(Verdict verdict) {
    switch (verdict) {
      case Verdict.Allowed _ -> {}
      case Verdict.NeedsApproval approval ->
          page.prose(8, "NEEDS APPROVAL ", Style.WARN, approval.why());
      case Verdict.Blocked blocked -> {
        page.prose(8, "BLOCKED ", Style.BAD, blocked.message());
        if (!blocked.hint().isEmpty()) {
          page.prose(8, "to do  ", Style.PLAIN, blocked.hint());
        }
      }
    }
  }

  private void access() {
    AccessChanges access = view.access();
    if (access.gained().isEmpty() && access.lost().isEmpty()) {
      return;
    }
    page.gap().line(Style.BOLD, "Access");
    rights("+", Style.GOOD, "gains", access.gained());
    rights("-", Style.BAD, "loses", access.lost());
  }

  private void rights(String symbol, Style style, String verb, List<AccessChanges.Access> rights) {
    int limit = options.isComplete() ? rights.size() : MAX_SIMILAR;
    rights.stream()
        .limit(limit)
        .forEach(right ->
            page.add("  ")
                .add(style, symbol)
                .add(" " + right.principal() + " " + verb + " ")
                .add(Style.BOLD, right.operation().name())
                .add(" on topic " + right.topic() + " on " + right.cluster())
                .end());
    if (rights.size() > limit) {
      page.line(
          Style.DIM, "  " + symbol + " " + (rights.size() - limit) + " more; see them with --all");
    }
  }

  private void remarks(String title, List<Plan.Remark> remarks) {
    if (remarks.isEmpty()) {
      return;
    }
    page.gap().line(Style.BOLD, title);
    int limit = options.isComplete() ? remarks.size() : MAX_SIMILAR;
    remarks.stream()
        .limit(limit)
        .forEach(remark ->
            page.prose(
                2, ChangeView.describe(remark.resource()) + ": ", Style.PLAIN, remark.message()));
    if (remarks.size() > limit) {
      page.line(Style.DIM, "  " + (remarks.size() - limit) + " more; see them with --all");
    }
  }

  private void verdicts() {
    PlanSummary summary = PlanSummary.of(plan);
    if (summary.approval() > 0) {
      page.gap()
          .add(Style.WARN, "To approve this very plan: ")
          .add(Style.BOLD, options.approveCommand() + " --approve " + view.digest())
          .end();
    }
  }
}
