// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.Notice;
import dev.weft.provisioner.access.AccessChanges;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.plan.Plan;
import java.util.List;

/// A plan with everything that is told about it.
///
/// @param plan the plan
/// @param digest what an approval has to name
/// @param problems sentences about servers that could not be read
/// @param warnings sentences worth knowing
/// @param access who can do more, and who less
/// @param notices what is wrong with the manifests, and what policies find
public record PlanView(
    Plan plan,
    String digest,
    List<String> problems,
    List<String> warnings,
    AccessChanges access,
    List<Notice> notices) {

  public PlanView {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    notices = List.copyOf(notices);
  }

  /// What is told about a plan that the engine made.
  public static PlanView of(Prepared prepared, List<Notice> notices) {
    return new PlanView(
        prepared.plan(),
        prepared.digest(),
        prepared.errors(),
        prepared.warnings(),
        AccessChanges.whatChanges(prepared.plan(), prepared.desired(), prepared.world()),
        notices);
  }
}
