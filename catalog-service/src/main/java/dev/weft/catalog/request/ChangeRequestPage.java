// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.request.ChangeRequest.Approval;
import dev.weft.catalog.request.ChangeRequest.NeededTeam;
import dev.weft.catalog.view.Finding;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Everything about one change request. The first components are those of [ChangeRequest].
///
/// @param description text of the author; may be empty
/// @param files what it does, file by file
/// @param conflicts files that the main branch has changed as well, on the same lines
/// @param plan what the platform would do; for a merged one absent
/// @param planProblem why there is no plan
/// @param findings what policies say about the products it touches
/// @param diagnostics what is wrong with manifests and schemas, and was not before
/// @param blocked whether findings or diagnostics keep it from being merged
/// @param events what happened, in order
/// @param access the request for access it stands for
public record ChangeRequestPage(
    int number,
    String title,
    String author,
    String branch,
    @Schema(enumeration = {"open", "approved", "merged", "closed"}) String state,
    Instant createdAt,
    Instant updatedAt,
    @Schema(enumeration = {"access", "change"}) String kind,
    List<String> products,
    List<Approval> approvals,
    List<NeededTeam> neededTeams,
    boolean canApprove,
    @Nullable String whyNot,
    boolean canMerge,
    @Nullable String whyNotMerge,
    @Nullable String head,
    String base,
    String description,
    List<FileDiff> files,
    List<String> conflicts,
    @Nullable PlanView plan,
    @Nullable String planProblem,
    List<Finding> findings,
    List<Finding> diagnostics,
    boolean blocked,
    List<Event> events,
    @Nullable AccessRequest access) {

  public ChangeRequestPage {
    products = List.copyOf(products);
    approvals = List.copyOf(approvals);
    neededTeams = List.copyOf(neededTeams);
    files = List.copyOf(files);
    conflicts = List.copyOf(conflicts);
    findings = List.copyOf(findings);
    diagnostics = List.copyOf(diagnostics);
    events = List.copyOf(events);
  }

  /// A file that the change touches.
  ///
  /// @param path in the repository
  /// @param status what becomes of it
  /// @param diff unified
  @Schema(name = "FileDiff")
  public record FileDiff(
      String path,
      @Schema(enumeration = {"added", "modified", "removed"}) String status,
      String diff) {}

  /// Something that happened.
  ///
  /// @param at when
  /// @param by login of who did it; `weft` when a rule did
  /// @param type what
  /// @param text what was said, or a commit; may be empty
  @Schema(name = "ChangeRequestEvent")
  public record Event(
      Instant at,
      String by,
      @Schema(
              enumeration = {
                "opened",
                "pushed",
                "approved",
                "allowed",
                "commented",
                "denied",
                "withdrawn",
                "merged"
              })
          String type,
      String text) {}
}
