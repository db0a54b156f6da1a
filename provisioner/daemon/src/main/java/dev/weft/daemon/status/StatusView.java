// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.weft.daemon.loop.PassReport.ClusterSight;
import dev.weft.model.event.DaemonStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /api/v1/status`.
///
/// @param status what stands in the log, too
/// @param queue what is being done and what comes next
/// @param clusters each cluster as the last pass found it
public record StatusView(
    @JsonUnwrapped DaemonStatus status, Queue queue, List<ClusterSight> clusters) {

  /// What is being done.
  ///
  /// @param running why a pass is running; absent when none is
  /// @param retrying whether the last pass is tried again before its usual time
  public record Queue(@Nullable String running, boolean retrying) {}
}
