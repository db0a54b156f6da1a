// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.view.Health;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The statements of a search.
final class SearchQueries {

  private static final String WEIGHTS = "{0.05, 0.2, 0.5, 1.0}";
  private static final int MOST_HEADS = 10_000;

  private static final String MATCHING =
      """
      select model, (select string_agg(int4send(number), ''::bytea) from catalog.product_text
                     where search @@ ?::tsquery)
      from catalog.state
      """;
  private static final String RANKS =
      "select number, ts_rank('%s', search, ?::tsquery) from catalog.product_text where number = any(?)"
          .formatted(WEIGHTS);
  private static final String RANKS_OF_HEADS =
      """
      select number, ts_rank('%s', head, ?::tsquery) from catalog.product_heading
      where head @@ ?::tsquery limit %d
      """
          .formatted(WEIGHTS, MOST_HEADS);
  private static final String HITS =
      """
      select urn, domain, name, title, summary, type, status, owner, classification, formats, tags,
        consumers, updated_at, places,
        coalesce((select l.title from catalog.label l where l.kind = 'team' and l.name = p.owner), p.owner),
        (select string_agg(s.health, ',') from catalog.status s
          where s.subject = p.urn and s.health is not null)
      from catalog.product p where urn = any(?)
      """;

  private SearchQueries() {}

  /// Products in whose texts words occur.
  ///
  /// @param model the tables that the numbers belong to
  record Matching(String model, BitSet numbers) {}

  /// A hit as it lies in the table.
  ///
  /// @param hit without the places where the words were found
  /// @param places what may have been found, see [Places]
  record HitRow(Hit hit, String places) {}

  /// All products that words occur in.
  static Matching matching(Connection connection, String words) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MATCHING)) {
      statement.setString(1, words);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("the read model has no state");
        }
        byte[] packed = row.getBytes(2);
        BitSet numbers = new BitSet();
        if (packed != null) {
          IntBuffer each = ByteBuffer.wrap(packed).asIntBuffer();
          while (each.hasRemaining()) {
            numbers.set(each.get());
          }
        }
        return new Matching(row.getString(1), numbers);
      }
    }
  }

  /// How well products fit words, all their texts considered.
  static Map<Integer, Double> ranks(Connection connection, String words, BitSet numbers)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RANKS)) {
      statement.setString(1, words);
      statement.setArray(2, connection.createArrayOf("int4", numbers.stream().boxed().toArray()));
      return ranks(statement);
    }
  }

  /// How well products fit words that occur in what they are called and whose they are. Words that
  /// stand in very many of these say little, so only some of them are looked at.
  static Map<Integer, Double> ranksOfHeads(Connection connection, String words)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RANKS_OF_HEADS)) {
      statement.setString(1, words);
      statement.setString(2, words);
      return ranks(statement);
    }
  }

  private static Map<Integer, Double> ranks(PreparedStatement statement) throws SQLException {
    Map<Integer, Double> ranks = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ranks.put(rows.getInt(1), rows.getDouble(2));
      }
    }
    return ranks;
  }

  /// What is shown of products, in the order of the URNs.
  static List<HitRow> hits(Connection connection, List<String> urns) throws SQLException {
    Map<String, HitRow> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(HITS)) {
      statement.setArray(1, connection.createArrayOf("text", urns.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          HitRow row = row(rows);
          found.put(row.hit().urn(), row);
        }
      }
    }
    return urns.stream().filter(found::containsKey).map(found::get).toList();
  }

  private static HitRow row(ResultSet rows) throws SQLException {
    Hit hit =
        new Hit(
            rows.getString(1),
            rows.getString(2),
            rows.getString(3),
            rows.getString(4),
            rows.getString(5),
            rows.getString(6),
            rows.getString(7),
            rows.getString(8),
            rows.getString(15),
            rows.getString(9),
            strings(rows.getArray(10)),
            strings(rows.getArray(11)),
            rows.getInt(12),
            Health.worst(rows.getString(16)),
            List.of(),
            rows.getObject(13, OffsetDateTime.class).toInstant());
    return new HitRow(hit, rows.getString(14));
  }

  static List<String> strings(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
