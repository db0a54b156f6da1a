// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A change somebody wants in the mesh, and who has to agree.
///
/// @param number counted from 1
/// @param title one line
/// @param author login of who asked
/// @param branch short name of the branch
/// @param state `approved` once nobody's approval is missing
/// @param createdAt when it was opened
/// @param updatedAt when something last happened to it
/// @param kind whether it is a request for access
/// @param products products it touches, such as `reviews/enriched-reviews`
/// @param approvals all that were given
/// @param neededTeams teams that own what it touches
/// @param canApprove whether the caller can approve it now
/// @param whyNot why not
/// @param canMerge whether the caller can merge it now
/// @param whyNotMerge why not
/// @param head commit of the branch; absent when the branch is gone
/// @param base commit of the main branch
public record ChangeRequest(
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
    String base) {

  public ChangeRequest {
    products = List.copyOf(products);
    approvals = List.copyOf(approvals);
    neededTeams = List.copyOf(neededTeams);
  }

  /// An approval.
  ///
  /// @param by login of who gave it
  /// @param team the team it counts for; empty when it counts for none any more
  /// @param at when
  /// @param commit for what
  /// @param isStale whether the branch has other commits since
  @Schema(name = "Approval")
  public record Approval(String by, String team, Instant at, String commit, boolean isStale) {}

  /// A team whose approval is needed.
  @Schema(name = "NeededTeam")
  public record NeededTeam(String team, String title, boolean isApproved) {}
}
