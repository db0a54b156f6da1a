// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.PolicyMutants.Report;
import java.util.List;

/// The tests of policies in numbers.
///
/// @param policies how many were tested
/// @param cases how many cases they have
/// @param failed how many of those failed
/// @param broken policies that cannot be compiled
/// @param gaps checks that cases show from one side only
/// @param mutants changes that were tried
/// @param noticed changes that a case noticed
record PolicyTestSum(
    int policies, int cases, int failed, int broken, int gaps, int mutants, int noticed) {

  static PolicyTestSum of(List<Report> reports) {
    int cases = 0;
    int failed = 0;
    int broken = 0;
    int gaps = 0;
    int mutants = 0;
    int noticed = 0;
    for (Report report : reports) {
      cases += report.cases().size();
      failed += (int) report.cases().stream().filter(one -> !one.isPassed()).count();
      broken += report.diagnostics().isEmpty() ? 0 : 1;
      gaps += report.gaps().size();
      mutants += report.mutants();
      noticed += report.noticed();
    }
    return new PolicyTestSum(reports.size(), cases, failed, broken, gaps, mutants, noticed);
  }

  boolean isPassed() {
    return failed == 0 && broken == 0;
  }

  /// Share of changes that were noticed, in tenths of a percent and never rounded up.
  int score() {
    return mutants == 0 ? 1_000 : (int) (noticed * 1_000L / mutants);
  }

  String words() {
    return "%s, %s, %s. Mutation score %d.%d %%: %d of %s noticed%s."
        .formatted(
            count(policies, "policy"),
            count(cases, "case"),
            failed == 0 && broken == 0 ? "all passed" : failures(),
            score() / 10,
            score() % 10,
            noticed,
            count(mutants, "change"),
            gaps == 0 ? "" : "; " + count(gaps, "check") + " shown from one side only");
  }

  private String failures() {
    String cannot = count(broken, "policy") + " cannot be compiled";
    if (failed == 0) {
      return cannot;
    }
    return failed + " failed" + (broken == 0 ? "" : ", " + cannot);
  }

  static String count(int number, String noun) {
    if (number == 1) {
      return "1 " + noun;
    }
    return number
        + " "
        + (noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
  }
}
