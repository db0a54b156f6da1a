// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.name.ApplicationName;
import java.util.List;
import java.util.SortedMap;

/// A principal that produces or consumes.
///
/// @param name its name
/// @param owner the owning team
/// @param type how it authenticates
/// @param principal Kafka principal, such as `User:reviews.enricher`
/// @param quota client quotas by Kafka's own keys (`producer_byte_rate`, `consumer_byte_rate` in
///   bytes per second, `request_percentage`); empty when the application has none
/// @param reads what it says of how it reads ports, in the order of the file
/// @param location where its manifest begins
public record Application(
    ApplicationName name,
    String owner,
    Type type,
    String principal,
    SortedMap<String, Double> quota,
    List<Reads> reads,
    Location location) {

  public Application {
    reads = List.copyOf(reads);
  }

  /// An application that does not say what it reads.
  public Application(
      ApplicationName name,
      String owner,
      Type type,
      String principal,
      SortedMap<String, Double> quota,
      Location location) {
    this(name, owner, type, principal, quota, List.of(), location);
  }

  /// The same application, saying something else of what it reads.
  public Application reading(List<Reads> other) {
    return new Application(name, owner, type, principal, quota, other, location);
  }

  /// How an application authenticates.
  public enum Type {
    OAUTH,
    SCRAM,
    MTLS
  }
}
