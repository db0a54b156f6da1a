// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.PolicyCases;
import dev.weft.governance.PolicyMutants.Gap;
import dev.weft.governance.PolicyMutants.Report;
import dev.weft.governance.PolicyMutants.Survivor;
import dev.weft.governance.policy.Library;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.provisioner.report.Page.Style;
import java.util.List;

/// What testing policies showed, for people.
public final class PolicyTestText {

  private PolicyTestText() {}

  /// Every policy on a line, with what is wrong under it, and the sum.
  public static String render(List<Report> reports, Look look) {
    Page page = new Page(look);
    reports.forEach(report -> add(page, report));
    PolicyTestSum sum = PolicyTestSum.of(reports);
    page.gap();
    page.prose(0, "", sum.isPassed() ? Style.GOOD : Style.BAD, sum.words());
    return page.toString();
  }

  private static void add(Page page, Report report) {
    long failed = report.cases().stream().filter(one -> !one.isPassed()).count();
    page.add(report.isPassed() ? Style.GOOD : Style.BAD, report.isPassed() ? "ok    " : "FAILED")
        .add("  ")
        .add(Style.BOLD, report.policy().name())
        .add(Style.DIM, "  " + PolicyTestSum.count(report.cases().size(), "case"))
        .add(Style.DIM, failed == 0 ? "" : ", " + failed + " failed")
        .add(
            Style.DIM,
            report.mutants() == 0
                ? ""
                : ", %d of %d changes noticed".formatted(report.noticed(), report.mutants()))
        .line(Style.DIM, "  (" + origin(report.policy().file()) + ")");
    for (Diagnostic diagnostic : report.diagnostics()) {
      page.add("  ").line(Style.NAME, diagnostic.location().toString());
      page.prose(4, "", Style.PLAIN, diagnostic.message());
      if (!diagnostic.hint().isEmpty()) {
        page.prose(4, "hint: ", Style.DIM, diagnostic.hint());
      }
    }
    report.cases().stream().filter(one -> !one.isPassed()).forEach(one -> add(page, one));
    report.gaps().forEach(gap -> add(page, gap));
    report.survivors().forEach(survivor -> add(page, survivor));
  }

  private static String origin(String file) {
    return file.startsWith(Library.FOLDER) ? "comes with Weft" : file;
  }

  private static void add(Page page, PolicyCases.Result result) {
    page.add("  ").add(Style.BAD, "case failed: ").line(result.name());
    page.add("    ").line(Style.NAME, result.location().toString());
    if (!result.expected().equals(result.actual())) {
      page.prose(4, "expected ", Style.PLAIN, ids(result.expected()));
      page.prose(4, "found    ", Style.PLAIN, ids(result.actual()));
    }
    result.problems().forEach(problem -> page.prose(4, "", Style.PLAIN, problem));
    result.findings().stream()
        .filter(finding -> !result.expected().contains(finding.check()))
        .forEach(finding -> page.prose(4, "", Style.DIM, finding.message()));
  }

  private static String ids(List<String> ids) {
    return ids.isEmpty() ? "nothing" : String.join(", ", ids);
  }

  private static void add(Page page, Gap gap) {
    page.add("  ")
        .add(Style.WARN, "not shown: ")
        .line("the check `%s` %s in no case".formatted(gap.check(), verb(gap)));
    page.add("    ").line(Style.NAME, gap.location().toString());
  }

  private static String verb(Gap gap) {
    return gap.lacksFailing() ? "fails" : "passes";
  }

  private static void add(Page page, Survivor survivor) {
    page.add("  ")
        .add(Style.WARN, "not noticed: ")
        .line(
            "in %s, `%s` could be `%s`"
                .formatted(survivor.place(), survivor.from(), survivor.to()));
    page.add("    ").line(Style.NAME, survivor.location().toString());
  }
}
