// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.name.ProductName;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `governance/waivers/<name>.yaml`.
///
/// @param header name, title, tags, source
/// @param policy the policy that does not hold
/// @param major the major version of the policy that it was given for
/// @param checks ids of the checks that do not hold; empty when the only one of its policy
/// @param product the product it does not hold for
/// @param at the place of the findings that it excuses, and of what is inside, as
///   `spec/ports/scans@v1`; empty when everywhere in the product
/// @param reason why
/// @param requestedBy who asked for it; absent when it is not written
/// @param approvedBy who approved it
/// @param from first day; absent when it holds at once
/// @param expires last day
public record WaiverManifest(
    Header header,
    String policy,
    int major,
    List<String> checks,
    ProductName product,
    String at,
    String reason,
    @Nullable String requestedBy,
    String approvedBy,
    @Nullable LocalDate from,
    LocalDate expires)
    implements Manifest {

  public WaiverManifest {
    checks = List.copyOf(checks);
  }
}
