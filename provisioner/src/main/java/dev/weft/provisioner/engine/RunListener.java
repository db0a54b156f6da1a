// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;

/// Follows a run. Calls come from several threads, but never two at once.
public interface RunListener {

  /// Hears nothing and stops nothing.
  RunListener SILENT = new RunListener() {};

  /// The run has become the log's only writer.
  ///
  /// @param run its id
  /// @param changes how many changes will be tried
  default void started(String run, int changes) {}

  /// A change was tried, or will not be.
  ///
  /// @param done how many outcomes are known, this one included
  /// @param total how many there will be
  default void finished(PlannedChange change, Outcome outcome, int done, int total) {}

  /// Asked between batches; once it says yes, what was not begun is skipped and the run ends in
  /// good order.
  default boolean shouldStop() {
    return false;
  }
}
