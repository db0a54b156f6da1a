// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A consumer's right to read ports of one product, given by the producer's domain.
///
/// @param name the grant's own name inside the product
/// @param product the product whose ports are granted
/// @param consumer the reading application
/// @param ports sorted
/// @param state what became of it, at the date the mesh was resolved for
/// @param purpose what the records are used for
/// @param reason why, in the consumer's words
/// @param approvedBy who approved it, when the manifest says so
/// @param expires last day, included, in UTC; absent when it does not end
/// @param location where its manifest begins
public record Grant(
    String name,
    ProductName product,
    ApplicationName consumer,
    List<PortName> ports,
    State state,
    String purpose,
    String reason,
    @Nullable String approvedBy,
    @Nullable LocalDate expires,
    Location location) {

  public Grant {
    ports = List.copyOf(ports);
  }

  /// A grant whose manifest does not say who approved it.
  public Grant(
      String name,
      ProductName product,
      ApplicationName consumer,
      List<PortName> ports,
      State state,
      String purpose,
      String reason,
      @Nullable LocalDate expires,
      Location location) {
    this(name, product, consumer, ports, state, purpose, reason, null, expires, location);
  }

  /// What became of a grant. Only an active one gives rights.
  public enum State {
    REQUESTED,
    ACTIVE,
    EXPIRED,
    REVOKED
  }
}
