// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is connected with what, before it is laid out. Nodes and edges are sorted, so that equal
/// graphs have equal layouts.
///
/// @param focus URN of the product in the middle
/// @param nodes by URN
/// @param edges by id
/// @param isComplete whether everything within the asked depth is in it
record LineageGraph(String focus, List<Vertex> nodes, List<Arrow> edges, boolean isComplete) {

  LineageGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /// A node without a place.
  record Vertex(
      String urn,
      String domain,
      String name,
      String title,
      String type,
      String kind,
      String health) {}

  /// An edge without a course.
  record Arrow(String from, String to, @Nullable String port, String label, String kind) {

    String id() {
      return kind + ":" + from + ">" + to + (port == null ? "" : "#" + port);
    }
  }

  /// A flow as the database has it.
  ///
  /// @param product URN of the product whose document says so
  /// @param kind `input`, `grant`, `produces` or `source`
  /// @param other a product's URN, an application's name, or a source's
  /// @param port URN of a port; empty for producers and sources
  record Flow(String product, String kind, String other, String port) {

    Arrow arrow() {
      return switch (kind) {
        case "input" -> new Arrow(other, product, port, label(), "input");
        case "source" -> new Arrow(source(other), product, null, "", "input");
        case "produces" -> new Arrow(application(other), product, null, "", "produces");
        case "grant" -> new Arrow(product, application(other), port, label(), "grant");
        default -> throw new IllegalStateException("Unknown kind of flow: " + kind);
      };
    }

    private String label() {
      int version = port.lastIndexOf(":v");
      int name = port.lastIndexOf(':', version - 1);
      return port.substring(name + 1, version) + "@" + port.substring(version + 1);
    }
  }

  static String application(String name) {
    return "urn:weft:application:" + name;
  }

  static String source(String name) {
    return "urn:weft:source:" + name;
  }

  /// Puts flows and what is known of their ends together.
  static LineageGraph of(
      String focus, Collection<Flow> flows, Map<String, Vertex> known, boolean isComplete) {
    Map<String, Arrow> arrows = new LinkedHashMap<>();
    Map<String, Vertex> vertices = new LinkedHashMap<>();
    vertices.put(focus, known.getOrDefault(focus, stranger(focus)));
    flows.stream()
        .map(Flow::arrow)
        .sorted(java.util.Comparator.comparing(Arrow::id))
        .forEach(arrow -> arrows.putIfAbsent(arrow.id(), arrow));
    for (Arrow arrow : arrows.values()) {
      for (String urn : List.of(arrow.from(), arrow.to())) {
        vertices.computeIfAbsent(urn, each -> known.getOrDefault(each, stranger(each)));
      }
    }
    List<Vertex> sorted = new ArrayList<>(vertices.values());
    sorted.sort(java.util.Comparator.comparing(Vertex::urn));
    return new LineageGraph(focus, sorted, List.copyOf(arrows.values()), isComplete);
  }

  /// Something that is mentioned and that the mesh does not have, or not any more.
  private static Vertex stranger(String urn) {
    String[] parts = urn.split(":", -1);
    String last = parts[parts.length - 1];
    return switch (parts[2]) {
      case "source" -> new Vertex(urn, "", last, last, "", "source", "unknown");
      case "application" -> {
        int slash = last.indexOf('/');
        yield new Vertex(
            urn,
            slash < 0 ? "" : last.substring(0, slash),
            last.substring(slash + 1),
            last,
            "",
            "application",
            "unknown");
      }
      default -> new Vertex(urn, parts[2], last, last, "", "product", "unknown");
    };
  }
}
