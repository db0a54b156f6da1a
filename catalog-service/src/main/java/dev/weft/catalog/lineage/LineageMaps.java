// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.lineage;

import dev.weft.catalog.http.DatabaseAway;
import dev.weft.catalog.lineage.LineageGraph.Flow;
import dev.weft.catalog.lineage.LineageGraph.Vertex;
import dev.weft.catalog.store.Documents;
import dev.weft.catalog.view.Health;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/// Finds what a product is connected with, step by step, and has it laid out; layouts are kept as
/// long as their graphs stay the same.
@ApplicationScoped
class LineageMaps {

  private static final int MOST_NODES = 500;
  private static final int KEPT = 200;
  private static final String FLOWS =
      """
      select product, kind, other, port from catalog.flow where product = any(?)
      union
      select product, kind, other, port from catalog.flow where other = any(?)
      """;
  private static final String PRODUCTS =
      """
      select urn, domain, name, title, type,
        (select string_agg(s.health, ',') from catalog.status s
          where s.subject = p.urn and s.health is not null)
      from catalog.product p where urn = any(?)
      """;
  private static final String APPLICATIONS =
      "select name, domain, title, type from catalog.application where name = any(?)";

  private final DataSource database;
  private final Documents documents;
  private final Map<LineageGraph, Lineage> layouts =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<LineageGraph, Lineage> eldest) {
              return size() > KEPT;
            }
          });

  LineageMaps(DataSource database, Documents documents) {
    this.database = database;
    this.documents = documents;
  }

  /// The surroundings of a product.
  ///
  /// @param depth how many steps from product to product
  Lineage of(String domain, String product, int depth) {
    String focus = documents.requireProduct(domain, product).urn();
    LineageGraph graph = graph(focus, depth);
    Lineage known = layouts.get(graph);
    if (known == null) {
      known = Layout.of(graph);
      layouts.put(graph, known);
    }
    return known;
  }

  private LineageGraph graph(String focus, int depth) {
    try (Connection connection = database.getConnection()) {
      Set<Flow> flows = new LinkedHashSet<>();
      Set<String> seen = new HashSet<>(Set.of(focus));
      Set<String> next = Set.of(focus);
      boolean isComplete = true;
      for (int step = 0; step < depth && !next.isEmpty() && isComplete; step++) {
        Set<Flow> found = flows(connection, next);
        Set<String> products = new LinkedHashSet<>();
        for (Flow flow : found) {
          if (seen.size() + products.size() >= MOST_NODES) {
            isComplete = false;
            break;
          }
          flows.add(flow);
          products.add(flow.product());
          if (flow.kind().equals("input")) {
            products.add(flow.other());
          }
        }
        products.removeAll(seen);
        seen.addAll(products);
        next = products;
      }
      return LineageGraph.of(focus, flows, known(connection, focus, flows), isComplete);
    } catch (SQLException e) {
      throw new DatabaseAway(e);
    }
  }

  private static Set<Flow> flows(Connection connection, Collection<String> urns)
      throws SQLException {
    Set<Flow> flows = new LinkedHashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(FLOWS)) {
      statement.setArray(1, connection.createArrayOf("text", urns.toArray()));
      statement.setArray(2, connection.createArrayOf("text", urns.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          flows.add(
              new Flow(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
    return flows;
  }

  private static Map<String, Vertex> known(
      Connection connection, String focus, Collection<Flow> flows) throws SQLException {
    Set<String> products = new HashSet<>(Set.of(focus));
    Set<String> applications = new HashSet<>();
    for (Flow flow : flows) {
      products.add(flow.product());
      (flow.kind().equals("input") ? products : applications).add(flow.other());
    }
    Map<String, Vertex> known = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(PRODUCTS)) {
      statement.setArray(1, connection.createArrayOf("text", products.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          known.put(
              rows.getString(1),
              new Vertex(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5),
                  "product",
                  Health.worst(rows.getString(6))));
        }
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(APPLICATIONS)) {
      statement.setArray(1, connection.createArrayOf("text", applications.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Vertex vertex = application(rows);
          known.put(vertex.urn(), vertex);
        }
      }
    }
    return known;
  }

  private static Vertex application(ResultSet row) throws SQLException {
    String name = row.getString(1);
    return new Vertex(
        LineageGraph.application(name),
        row.getString(2),
        name.substring(name.indexOf('/') + 1),
        row.getString(3),
        row.getString(4),
        "application",
        Health.UNKNOWN);
  }
}
