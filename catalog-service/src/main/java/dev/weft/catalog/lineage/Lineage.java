// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.lineage;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A piece of the mesh around one product, laid out from left to right.
///
/// @param focus URN of the product in the middle
/// @param nodes products, applications and sources; coordinates of their upper left corners
/// @param edges in the direction in which data flows
/// @param width of the whole drawing, in the units of a CSS pixel
/// @param height of the whole drawing
/// @param isComplete whether everything within the asked depth is shown
public record Lineage(
    String focus,
    List<Node> nodes,
    List<Edge> edges,
    double width,
    double height,
    boolean isComplete) {

  public Lineage {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /// Something that data flows through.
  ///
  /// @param urn a product's URN, `urn:weft:application:{domain}/{name}`, or
  ///   `urn:weft:source:{name}`
  /// @param domain its domain; empty for a source
  /// @param name its own name
  /// @param title a short human title
  /// @param type a product's or an application's type; empty for a source
  /// @param kind what it is
  /// @param x left edge
  /// @param y upper edge
  /// @param width how wide
  /// @param height how high
  /// @param health a product's; `unknown` for all else
  @Schema(name = "LineageNode")
  public record Node(
      String urn,
      String domain,
      String name,
      String title,
      String type,
      @Schema(enumeration = {"product", "application", "source"}) String kind,
      double x,
      double y,
      double width,
      double height,
      @Schema(enumeration = {"ready", "working", "stalled", "unknown"}) String health) {}

  /// A flow of data.
  ///
  /// @param id unique in the drawing
  /// @param from URN of a node
  /// @param to URN of a node
  /// @param port URN of the port it goes through
  /// @param label what to write on it: the port, or nothing
  /// @param kind why data flows
  /// @param points where the line begins, bends and ends: x and y
  @Schema(name = "LineageEdge")
  public record Edge(
      String id,
      String from,
      String to,
      @Nullable String port,
      String label,
      @Schema(enumeration = {"input", "grant", "produces"}) String kind,
      List<List<Double>> points) {
    public Edge {
      points = List.copyOf(points);
    }
  }
}
