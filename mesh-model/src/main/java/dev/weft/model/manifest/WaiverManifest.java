// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.name.ProductName;
import java.time.LocalDate;

/// `governance/waivers/<name>.yaml`.
///
/// @param header name, title, tags, source
/// @param policy the policy that does not hold
/// @param product the product it does not hold for
/// @param reason why
/// @param approvedBy who approved it
/// @param expires last day
public record WaiverManifest(
    Header header,
    String policy,
    ProductName product,
    String reason,
    String approvedBy,
    LocalDate expires)
    implements Manifest {}
