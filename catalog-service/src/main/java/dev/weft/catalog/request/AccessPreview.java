// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.http.Problem.FieldProblem;
import dev.weft.catalog.view.Finding;
import dev.weft.catalog.view.Team;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a request would do, before it is made.
///
/// @param file the manifest that would be added; absent while fields are wrong
/// @param plan what the platform would do; absent while fields are wrong or the daemon is away
/// @param planProblem why there is no plan
/// @param findings what policies and the rules of the language say about it
/// @param blocked whether it could not be merged as it is
/// @param isAutomatic whether it would be approved by a rule, at once
/// @param approvers teams one of whose members has to approve
/// @param problems what is wrong with single fields
@Schema(name = "Preview")
public record AccessPreview(
    @Nullable ProposedFile file,
    @Nullable PlanView plan,
    @Nullable String planProblem,
    List<Finding> findings,
    boolean blocked,
    boolean isAutomatic,
    List<Team> approvers,
    List<FieldProblem> problems) {

  public AccessPreview {
    findings = List.copyOf(findings);
    approvers = List.copyOf(approvers);
    problems = List.copyOf(problems);
  }

  /// A file that would be added or replaced.
  @Schema(name = "ProposedFile")
  public record ProposedFile(String path, String content) {}
}
