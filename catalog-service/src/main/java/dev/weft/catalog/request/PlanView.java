// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the platform would do to clusters and registry, as the daemon's planner says.
///
/// @param environment the environment's name
/// @param digest of the plan, by which it can be approved
/// @param summary how many changes of which kind
/// @param changes in the order in which they would be done
/// @param problems what keeps the whole plan from being applied
public record PlanView(
    String environment,
    String digest,
    Summary summary,
    List<PlannedChange> changes,
    List<String> problems) {

  public PlanView {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
  }

  /// How many changes.
  ///
  /// @param create things that do not exist
  /// @param change things that exist
  /// @param remove things that exist and are no longer wanted
  /// @param blocked those among them that would not be done
  @Schema(name = "PlanSummary")
  public record Summary(int create, int change, int remove, int blocked) {}

  /// One change.
  ///
  /// @param id inside the plan
  /// @param action what happens to the resource
  /// @param resource what is changed
  /// @param kind what kind of change, such as `add-acls`
  /// @param risk what it can cost
  /// @param reason why it is wanted
  /// @param details what exactly, a line each
  /// @param blocked why it would not be done
  @Schema(name = "PlannedChange")
  public record PlannedChange(
      String id,
      String action,
      String resource,
      String kind,
      @Schema(enumeration = {"safe", "disruptive", "destructive"}) String risk,
      String reason,
      List<String> details,
      @Nullable String blocked) {
    public PlannedChange {
      details = List.copyOf(details);
    }
  }
}
