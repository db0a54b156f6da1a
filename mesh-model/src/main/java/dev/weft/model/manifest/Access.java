// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.mesh.Port.Approval;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one place says about access; everything may be absent.
///
/// @param approval who decides
/// @param purposes sorted; an empty list allows any
/// @param longest longest time of a grant
public record Access(
    @Nullable Approval approval, @Nullable List<String> purposes, @Nullable Duration longest) {

  /// A place that says nothing.
  public static final Access NOTHING = new Access(null, null, null);

  public Access {
    purposes = purposes == null ? null : List.copyOf(purposes);
  }

  /// This with another lying over it: what the other says wins, key by key.
  public Access overlaidBy(Access other) {
    return new Access(
        other.approval == null ? approval : other.approval,
        other.purposes == null ? purposes : other.purposes,
        other.longest == null ? longest : other.longest);
  }
}
