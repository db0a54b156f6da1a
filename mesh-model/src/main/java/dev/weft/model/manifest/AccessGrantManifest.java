// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `domains/<domain>/<product>/access/<name>.yaml`.
///
/// @param header name, title, tags, source
/// @param product the product whose ports are granted
/// @param consumer the reading application
/// @param ports in the order of the file
/// @param purpose what the records are used for
/// @param reason why
/// @param approvedBy who approved it, when written
/// @param expires last day, when written
/// @param environments where it holds; empty means everywhere
/// @param status what was decided
public record AccessGrantManifest(
    Header header,
    ProductName product,
    ApplicationName consumer,
    List<PortName> ports,
    String purpose,
    String reason,
    @Nullable String approvedBy,
    @Nullable LocalDate expires,
    List<String> environments,
    Status status)
    implements Manifest {

  public AccessGrantManifest {
    ports = List.copyOf(ports);
    environments = List.copyOf(environments);
  }

  /// What was decided about a grant.
  public enum Status {
    REQUESTED,
    APPROVED,
    REVOKED
  }
}
