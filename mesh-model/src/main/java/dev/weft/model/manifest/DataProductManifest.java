// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.mesh.Port.Classification;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.mesh.Port.Discharge;
import dev.weft.model.mesh.Port.Key;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.yaml.YamlNode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// `domains/<domain>/<product>/product.yaml`.
///
/// @param header name, title, tags, source
/// @param id domain and name
/// @param type its tier
/// @param status its place in life
/// @param owner the owning team, when not the domain's
/// @param description path of its page in the repository, when written
/// @param inputs in the order of the file
/// @param producer the application that may write
/// @param ports in the order of the file
/// @param environments overlays by environment and local port name
public record DataProductManifest(
    Header header,
    ProductName id,
    Product.Type type,
    Product.Status status,
    @Nullable String owner,
    @Nullable String description,
    List<Input> inputs,
    @Nullable ApplicationName producer,
    List<Port> ports,
    SortedMap<String, SortedMap<String, Overlay>> environments)
    implements Manifest {

  public DataProductManifest {
    inputs = List.copyOf(inputs);
    ports = List.copyOf(ports);
  }

  /// The port of a name and version.
  public Optional<Port> find(PortName name) {
    return ports.stream().filter(port -> port.name.equals(name)).findFirst();
  }

  /// What a product is made from: a port, or something outside.
  ///
  /// @param port an output port of another product
  /// @param source something outside, in words
  public record Input(@Nullable PortName port, @Nullable String source) {}

  /// What differs in an environment.
  public record Overlay(Topic topic, Sla sla) {}

  /// An output port as written.
  ///
  /// @param name its name
  /// @param status its place in life; the product's when it has none of its own
  /// @param replacedBy the port to move to
  /// @param sunset the day it stops, when written
  /// @param schema path in the repository
  /// @param message full name of the message, when written
  /// @param references paths in the repository
  /// @param key what records are keyed by
  /// @param terms terms of fields by path, beside what the schema says
  /// @param discharges inputs whose classification does not bind it, in the order of the file
  /// @param compatibility when written
  /// @param classification when written
  /// @param topic what is written about the topic
  /// @param sla what is written about promises
  /// @param access what is written about access
  /// @param availableOn clusters; empty when not written
  /// @param tags sorted
  /// @param node its content
  public record Port(
      PortName name,
      Product.Status status,
      @Nullable PortName replacedBy,
      @Nullable LocalDate sunset,
      String schema,
      @Nullable String message,
      List<String> references,
      @Nullable Key key,
      SortedMap<String, String> terms,
      List<Discharge> discharges,
      @Nullable Compatibility compatibility,
      @Nullable Classification classification,
      Topic topic,
      Sla sla,
      Access access,
      List<String> availableOn,
      List<String> tags,
      YamlNode.Mapping node) {
    public Port {
      terms = Collections.unmodifiableSortedMap(terms);
      discharges = List.copyOf(discharges);
      references = List.copyOf(references);
      availableOn = List.copyOf(availableOn);
      tags = List.copyOf(tags);
    }
  }
}
