// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import java.util.List;

/// What waits for the caller, and what the caller waits for.
///
/// @param approvals open change requests that the caller can approve, the oldest first
/// @param mine the caller's own access requests, the newest first, at most 100
public record Inbox(List<ChangeRequest> approvals, List<AccessRequest> mine) {
  public Inbox {
    approvals = List.copyOf(approvals);
    mine = List.copyOf(mine);
  }
}
