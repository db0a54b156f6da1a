// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Statements that are sent many at once, each kind together, in the order in which the kinds were
/// first used.
final class Batches {

  private static final int MOST = 500;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();
  private int waiting;

  Batches(Connection connection) {
    this.connection = connection;
  }

  /// Adds one row of parameters.
  void add(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    statement.addBatch();
    if (++waiting >= MOST) {
      send();
    }
  }

  /// Sends everything that was added, then this, with lists of texts as its parameters; nothing
  /// when the first list is empty.
  @SafeVarargs
  final void run(String sql, Collection<String>... lists) throws SQLException {
    send();
    if (lists[0].isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < lists.length; i++) {
        statement.setArray(i + 1, connection.createArrayOf("text", lists[i].toArray()));
      }
      statement.executeUpdate();
    }
  }

  /// Sends everything and lets the statements go.
  void flush() throws SQLException {
    send();
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    statements.clear();
  }

  private void send() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.executeBatch();
    }
    waiting = 0;
  }
}
