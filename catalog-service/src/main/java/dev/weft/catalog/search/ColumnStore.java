// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/// Keeps [Columns] equal to the tables. Each search looks which state the tables are in, and takes
/// in what has changed since: so several services may share a database.
@ApplicationScoped
class ColumnStore {

  private static final int AT_ONCE = 10_000;

  private static final String STATE = "select model, revision from catalog.state";
  private static final String PRODUCTS =
      """
      select number, urn, lower(title), consumers, (extract(epoch from updated_at) * 1000000)::bigint, facets
      from catalog.product
      """;
  private static final String CHANGED = PRODUCTS + "where changed > ?";
  private static final String NUMBERED = PRODUCTS + "where number >= ? and number < ?";
  private static final String HIGHEST = "select coalesce(max(number), -1) from catalog.product";
  private static final String GONE = "select key from catalog.gone where changed > ?";

  private record State(String model, long revision) {}

  private Columns last = Columns.none();

  /// The products as the tables have them now.
  synchronized Columns current(Connection connection) throws SQLException {
    State state = state(connection);
    Columns known = last;
    if (!known.model().equals(state.model)) {
      last = load(connection, state);
    } else if (known.revision() != state.revision) {
      last = update(connection, known, state);
    }
    return last;
  }

  private static Columns load(Connection connection, State state) throws SQLException {
    Columns.Builder builder = new Columns.Builder(Columns.none());
    try (Statement highest = connection.createStatement();
        ResultSet row = highest.executeQuery(HIGHEST);
        PreparedStatement products = connection.prepareStatement(NUMBERED)) {
      int end = row.next() ? row.getInt(1) : -1;
      for (int begin = 0; begin <= end; begin += AT_ONCE) {
        products.setInt(1, begin);
        products.setInt(2, begin + AT_ONCE);
        read(products, builder);
      }
    }
    return builder.build(state.model, state.revision);
  }

  private static Columns update(Connection connection, Columns known, State state)
      throws SQLException {
    Columns.Builder builder = new Columns.Builder(known);
    try (PreparedStatement gone = connection.prepareStatement(GONE);
        PreparedStatement products = connection.prepareStatement(CHANGED)) {
      gone.setLong(1, known.revision());
      Set<String> urns = new HashSet<>();
      try (ResultSet rows = gone.executeQuery()) {
        while (rows.next()) {
          urns.add(rows.getString(1));
        }
      }
      builder.remove(urns);
      // What is gone may have come back since.
      products.setLong(1, known.revision());
      read(products, builder);
    }
    return builder.build(state.model, state.revision);
  }

  private static void read(PreparedStatement statement, Columns.Builder builder)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        builder.put(
            rows.getInt(1),
            rows.getString(2),
            rows.getString(3),
            rows.getInt(4),
            rows.getLong(5),
            FacetName.split(rows.getString(6)));
      }
    }
  }

  private static State state(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(STATE)) {
      if (!row.next()) {
        throw new SQLException("the read model has no state");
      }
      return new State(row.getString(1), row.getLong(2));
    }
  }
}
