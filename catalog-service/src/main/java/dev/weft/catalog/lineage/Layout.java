// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.lineage;

import static java.util.Objects.requireNonNull;

import dev.weft.catalog.lineage.Lineage.Edge;
import dev.weft.catalog.lineage.Lineage.Node;
import dev.weft.catalog.lineage.LineageGraph.Arrow;
import dev.weft.catalog.lineage.LineageGraph.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Gives a graph places: layers from left to right in the direction in which data flows.
final class Layout {

  private static final double PRODUCT_WIDTH = 220;
  private static final double PRODUCT_HEIGHT = 64;
  private static final double OTHER_WIDTH = 180;
  private static final double OTHER_HEIGHT = 48;
  private static final double BETWEEN_LAYERS = 96;
  private static final double BETWEEN_NODES = 28;
  private static final double MARGIN = 16;

  static {
    // Without its registry, the layout cannot copy the values of its own options.
    LayoutMetaDataService.getInstance();
  }

  private Layout() {}

  static Lineage of(LineageGraph graph) {
    ElkNode root = root();
    Map<String, ElkNode> places = new HashMap<>();
    for (Vertex vertex : graph.nodes()) {
      ElkNode node = ElkGraphUtil.createNode(root);
      boolean isProduct = vertex.kind().equals("product");
      node.setDimensions(
          isProduct ? PRODUCT_WIDTH : OTHER_WIDTH, isProduct ? PRODUCT_HEIGHT : OTHER_HEIGHT);
      places.put(vertex.urn(), node);
    }
    Map<Arrow, ElkEdge> courses = new HashMap<>();
    for (Arrow arrow : graph.edges()) {
      courses.put(
          arrow, ElkGraphUtil.createSimpleEdge(places.get(arrow.from()), places.get(arrow.to())));
    }
    new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
    return new Lineage(
        graph.focus(),
        graph.nodes().stream()
            .map(vertex -> node(vertex, requireNonNull(places.get(vertex.urn()))))
            .toList(),
        graph.edges().stream()
            .map(arrow -> edge(arrow, requireNonNull(courses.get(arrow))))
            .toList(),
        root.getWidth(),
        root.getHeight(),
        graph.isComplete());
  }

  private static ElkNode root() {
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.SPACING_NODE_NODE, BETWEEN_NODES);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
    root.setProperty(CoreOptions.RANDOM_SEED, 1);
    return root;
  }

  private static Node node(Vertex vertex, ElkNode place) {
    return new Node(
        vertex.urn(),
        vertex.domain(),
        vertex.name(),
        vertex.title(),
        vertex.type(),
        vertex.kind(),
        place.getX(),
        place.getY(),
        place.getWidth(),
        place.getHeight(),
        vertex.health());
  }

  private static Edge edge(Arrow arrow, ElkEdge course) {
    List<List<Double>> points = new ArrayList<>();
    for (ElkEdgeSection section : course.getSections()) {
      points.add(List.of(section.getStartX(), section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(List.of(bend.getX(), bend.getY()));
      }
      points.add(List.of(section.getEndX(), section.getEndY()));
    }
    return new Edge(
        arrow.id(), arrow.from(), arrow.to(), arrow.port(), arrow.label(), arrow.kind(), points);
  }
}
