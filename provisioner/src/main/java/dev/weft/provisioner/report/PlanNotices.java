// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.Notice;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.RuleCatalogue.Rule;
import dev.weft.model.diagnostic.Severity;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import java.util.ArrayList;
import java.util.List;

/// What a plan has to say to tools that know only findings: what is wrong with the manifests, what
/// may not be applied, what somebody has to approve, and what could not be read.
public final class PlanNotices {

  private static final String BLOCKED = "plan/blocked";
  private static final String NEEDS_APPROVAL = "plan/needs-approval";
  private static final String SERVER = "plan/server";

  private PlanNotices() {}

  /// The notices, sorted by place. What a policy blocks is told once, by its finding.
  public static List<Notice> of(PlanView view) {
    List<Notice> notices = new ArrayList<>(view.notices());
    for (String problem : view.problems()) {
      notices.add(
          notice(
              new Diagnostic(Location.ofFile("mesh.yaml"), Severity.ERROR, SERVER, problem, "")));
    }
    for (PlannedChange planned : view.plan().changes()) {
      String subject = ChangeView.of(planned.change()).subject();
      switch (planned.verdict()) {
        case Verdict.Allowed _ -> {}
        case Verdict.NeedsApproval approval ->
            notices.add(
                notice(
                    new Diagnostic(
                        place(planned),
                        Severity.WARNING,
                        NEEDS_APPROVAL,
                        sentence(subject) + approval.why(),
                        "approve this very plan with `--approve " + view.digest() + "`")));
        case Verdict.Blocked blocked -> {
          if (blocked.cause() != Cause.POLICY) {
            notices.add(
                notice(
                    new Diagnostic(
                        place(planned),
                        Severity.DANGER,
                        BLOCKED,
                        sentence(subject) + blocked.message(),
                        blocked.hint())));
          }
        }
      }
    }
    return notices.stream().sorted().distinct().toList();
  }

  private static Notice notice(Diagnostic diagnostic) {
    return Notice.of(diagnostic);
  }

  private static String sentence(String subject) {
    return Character.toUpperCase(subject.charAt(0)) + subject.substring(1) + ": ";
  }

  private static Location place(PlannedChange planned) {
    return planned.causes().isEmpty() ? Location.ofFile("mesh.yaml") : planned.causes().getFirst();
  }

  /// What the rules say, for tools that list them.
  public static List<Rule> rules() {
    return List.of(
        new Rule(
            BLOCKED,
            Severity.DANGER,
            "A change of the plan may not be applied.",
            "The message says what stands in the way."),
        new Rule(
            NEEDS_APPROVAL,
            Severity.WARNING,
            "A change of the plan is applied only when somebody approves the plan.",
            "Read what it can cost, then approve the plan by its digest."),
        new Rule(
            SERVER,
            Severity.ERROR,
            "A server could not be read, so the plan is not complete.",
            "See whether it can be reached, and plan again."));
  }
}
