// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// Where the rows in the first schema of the search path end in the log.
final class Progress {

  private static final String SAVE =
      """
      insert into progress (topic, topic_id, next_offset) values (?, ?, ?)
      on conflict (topic) do update set topic_id = excluded.topic_id, next_offset = excluded.next_offset
      """;

  private Progress() {}

  /// A place in a topic.
  record Place(String topicId, long offset) {}

  static Map<String, Place> load(Connection connection) throws SQLException {
    Map<String, Place> places = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select topic, topic_id, next_offset from progress")) {
      while (rows.next()) {
        places.put(rows.getString(1), new Place(rows.getString(2), rows.getLong(3)));
      }
    }
    return places;
  }

  static void save(Connection connection, Map<String, String> identities, Map<String, Long> offsets)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
      for (Map.Entry<String, Long> each : offsets.entrySet()) {
        statement.setString(1, each.getKey());
        statement.setString(2, identities.get(each.getKey()));
        statement.setLong(3, each.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// Says that rows change in this transaction. Others that want to change rows wait for its end,
  /// so whoever sees a revision sees all rows of it and of those before.
  ///
  /// @return the new revision
  static long touch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("update state set revision = revision + 1 returning revision")) {
      if (!row.next()) {
        throw new SQLException("the read model has no state");
      }
      return row.getLong(1);
    }
  }

  /// Says that the rows are equal to the log.
  static void complete(Connection connection) throws SQLException {
    run(connection, "update state set is_complete = true, caught_up_at = now()");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
