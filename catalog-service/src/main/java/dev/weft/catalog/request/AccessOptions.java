// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.view.ApplicationRef;
import dev.weft.catalog.view.PortRef;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What can be chosen when asking for access to a product.
///
/// @param applications those of the caller's teams
/// @param ports of the product, without retired ones
public record AccessOptions(List<ApplicationRef> applications, List<PortOption> ports) {

  public AccessOptions {
    applications = List.copyOf(applications);
    ports = List.copyOf(ports);
  }

  /// A port, and the owner's conditions.
  ///
  /// @param ref which port
  /// @param purposes allowed purposes; empty when any
  /// @param longest longest time of a grant
  /// @param approval who decides: the owner, nobody but the rules, or no request is taken
  /// @param classification how sensitive its records are
  @Schema(name = "PortOption")
  public record PortOption(
      PortRef ref,
      List<String> purposes,
      @Nullable Duration longest,
      @Schema(enumeration = {"owner", "automatic", "none"}) String approval,
      @Schema(enumeration = {"public", "internal", "confidential", "restricted"})
          String classification) {
    public PortOption {
      purposes = List.copyOf(purposes);
    }
  }
}
