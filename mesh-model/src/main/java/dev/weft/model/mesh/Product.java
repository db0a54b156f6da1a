// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A data product.
///
/// @param name its name
/// @param title a short human title; the name when the manifest has none
/// @param type its tier
/// @param status its place in life; never draft here
/// @param owner the owning team
/// @param tags sorted words
/// @param description text of its page; empty when there is none
/// @param inputs the output ports of other products it reads, sorted
/// @param sources external sources it reads, as written
/// @param producer the application that may write to its ports
/// @param ports its output ports, sorted by name and version; retired ones included
/// @param location where its manifest begins
public record Product(
    ProductName name,
    String title,
    Type type,
    Status status,
    String owner,
    List<String> tags,
    String description,
    List<PortName> inputs,
    List<String> sources,
    @Nullable ApplicationName producer,
    List<Port> ports,
    Location location) {

  public Product {
    tags = List.copyOf(tags);
    inputs = List.copyOf(inputs);
    sources = List.copyOf(sources);
    ports = List.copyOf(ports);
  }

  /// The tiers: raw, integrated, for an application.
  public enum Type {
    SOURCE_ALIGNED,
    AGGREGATE,
    CONSUMER_ALIGNED
  }

  /// A product's or a port's place in life.
  public enum Status {
    DRAFT,
    ACTIVE,
    DEPRECATED,
    RETIRED
  }
}
