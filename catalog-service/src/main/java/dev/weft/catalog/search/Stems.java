// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The stems of words as the database's dictionary makes them, remembered.
@ApplicationScoped
class Stems {

  private static final int MOST = 200_000;
  private static final String STEMS =
      "select w, coalesce((ts_lexize('english_stem', w))[1], '') from unnest(?) w";

  private final Map<String, String> known = new ConcurrentHashMap<>();

  /// @return the stem of each word; empty for words that say nothing
  Map<String, String> of(Connection connection, Collection<String> words) throws SQLException {
    Map<String, String> stems = new HashMap<>();
    List<String> asked =
        words.stream().distinct().filter(word -> !known.containsKey(word)).toList();
    if (!asked.isEmpty()) {
      if (known.size() > MOST) {
        known.clear();
      }
      try (PreparedStatement statement = connection.prepareStatement(STEMS)) {
        statement.setArray(1, connection.createArrayOf("text", asked.toArray()));
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            stems.put(rows.getString(1), rows.getString(2));
          }
        }
      }
      known.putAll(stems);
    }
    for (String word : words) {
      stems.computeIfAbsent(word, each -> known.getOrDefault(each, ""));
    }
    return stems;
  }
}
