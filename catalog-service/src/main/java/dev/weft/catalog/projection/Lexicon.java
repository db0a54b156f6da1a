// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/// What the database's English configuration makes of words. It is asked once for each word: there
/// are far fewer of them than text.
final class Lexicon {

  private static final int MOST = 300_000;

  // A last word that says something shows how many places the one before it takes.
  private static final String ANALYSE =
      """
      select word, array_agg(l.lexeme order by place), array_agg(place order by place)
      from unnest(?) word, unnest(to_tsvector('english', word || ' q')) l, unnest(l.positions) place
      group by word
      """;

  /// What a word comes to.
  ///
  /// @param lexemes what the index knows it by; none when it says nothing, such as `the`
  /// @param places of the lexemes, from 1
  /// @param length how many places it takes
  record Analysis(List<String> lexemes, List<Integer> places, int length) {}

  private final Map<String, Analysis> known = new HashMap<>();

  /// Learns the words of texts that are not known yet.
  void learn(Connection connection, List<List<String>> texts) throws SQLException {
    if (known.size() > MOST) {
      known.clear();
    }
    Set<String> strangers = new HashSet<>();
    for (List<String> text : texts) {
      for (String word : text) {
        if (!known.containsKey(word)) {
          strangers.add(word);
        }
      }
    }
    if (strangers.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ANALYSE)) {
      statement.setArray(1, connection.createArrayOf("text", strangers.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          known.put(rows.getString(1), analysis(rows.getArray(2), rows.getArray(3)));
        }
      }
    }
  }

  /// What a word comes to that was learned since the last call of [#learn].
  Analysis of(String word) {
    return Objects.requireNonNull(known.get(word), () -> "not learned: " + word);
  }

  private static Analysis analysis(Array lexemes, Array places) throws SQLException {
    String[] all = (String[]) lexemes.getArray();
    int[] at =
        Arrays.stream((Object[]) places.getArray())
            .mapToInt(each -> ((Number) each).intValue())
            .toArray();
    int own = all.length - 1;
    return new Analysis(
        List.of(Arrays.copyOf(all, own)),
        IntStream.of(at).limit(own).boxed().toList(),
        at[own] - 1);
  }
}
