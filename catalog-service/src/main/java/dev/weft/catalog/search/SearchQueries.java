// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.search.Question.Order;
import dev.weft.catalog.view.Health;
import dev.weft.catalog.view.Page;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statements of a search. Words and filters are answered by one look into one index; what is
/// counted and sorted is read once.
final class SearchQueries {

  private static final int VALUES = 50;
  private static final int RANKED_IN_FULL = 1_000;
  private static final String WEIGHTS = "{0.05, 0.2, 0.5, 1.0}";

  private static final String ORDER_BY_RANK =
      """
      order by (case when (select count(*) from found) <= %d then ts_rank('%s', search, ?::tsquery)
                else ts_rank('%s', head, ?::tsquery) end)
               * (case status when 'active' then 1.0 when 'deprecated' then 0.5 when 'retired' then 0.2
                  else 0.8 end) desc, consumers desc, updated_at desc, urn
      """
          .formatted(RANKED_IN_FULL, WEIGHTS, WEIGHTS);
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

  /// A page of URNs and the counts of all that was found.
  record Found(List<String> urns, Counts.Builder counts) {}

  /// A hit as it lies in the table.
  ///
  /// @param hit without the places where the words were found
  /// @param places what may have been found, see [Places]
  record HitRow(Hit hit, String places) {}

  /// Searches and counts in one statement.
  static Found find(Connection connection, Selection selection, Order order, Page page)
      throws SQLException {
    String query = String.valueOf(selection.query());
    String ranked = selection.words();
    boolean isRanked = order == Order.RELEVANCE && ranked != null;
    String sql =
        "with found as materialized (select * from catalog.product where search @@ ?::tsquery)\n"
            + "select 'total', '', count(*) from found\n"
            + "union all select 'hit', urn, place from (\n"
            + "  select urn, row_number() over () place from (select urn from found "
            + (isRanked ? ORDER_BY_RANK : order(order))
            + " limit ? offset ?) sorted) hits\n"
            + facets(EnumSet.allOf(FacetName.class), selection);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int at = 0;
      statement.setString(++at, query);
      if (isRanked) {
        statement.setString(++at, ranked);
        statement.setString(++at, ranked);
      }
      statement.setInt(++at, page.size());
      statement.setLong(++at, page.offset());
      bindChosen(connection, statement, at, selection);
      return read(statement);
    }
  }

  /// A page of all products.
  static List<String> all(Connection connection, Order order, Page page) throws SQLException {
    String sql = "select urn from catalog.product " + order(order) + " limit ? offset ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, page.size());
      statement.setLong(2, page.offset());
      try (ResultSet rows = statement.executeQuery()) {
        List<String> urns = new ArrayList<>();
        while (rows.next()) {
          urns.add(rows.getString(1));
        }
        return urns;
      }
    }
  }

  /// The counts of everything.
  static Counts totals(Connection connection) throws SQLException {
    String sql =
        "with found as materialized (select domain, type, status, owner, tags, classification,"
            + " formats, terms from catalog.product)\n"
            + "select 'total', '', count(*) from found\n"
            + facets(EnumSet.allOf(FacetName.class), new Selection(null, Map.of()));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return read(statement).counts().build();
    }
  }

  /// The counts of one facet.
  static Map<String, Long> counts(
      Connection connection, FacetName facet, String query, Selection selection)
      throws SQLException {
    String sql =
        "with found as materialized (select * from catalog.product where search @@ ?::tsquery)\n"
            + "select 'total', '', count(*) from found\n"
            + facets(EnumSet.of(facet), selection);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, query);
      Set<String> chosen = selection.filters().getOrDefault(facet, Set.of());
      if (!chosen.isEmpty()) {
        statement.setArray(2, connection.createArrayOf("text", chosen.toArray()));
      }
      return read(statement).counts().build().of(facet);
    }
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

  private static String order(Order order) {
    return switch (order) {
      case NAME -> "order by lower(title) collate \"C\", urn";
      case UPDATED -> "order by updated_at desc, urn";
      case RELEVANCE -> "order by consumers desc, updated_at desc, urn";
    };
  }

  private static String facets(Collection<FacetName> facets, Selection selection) {
    return facets.stream().map(facet -> facet(facet, selection)).collect(Collectors.joining("\n"));
  }

  private static String facet(FacetName facet, Selection selection) {
    String name = facet.name().toLowerCase(Locale.ROOT);
    boolean isChosen = selection.filters().containsKey(facet);
    return """
    union all select '%1$s', value, n from (
      select value, n, row_number() over (order by n desc, value) place from (
        select %2$s as value, count(*) n from found group by 1) counted) placed
    where place <= %3$d%4$s\
    """
        .formatted(name, facet.expression(), VALUES, isChosen ? " or value = any(?)" : "");
  }

  private static void bindChosen(
      Connection connection, PreparedStatement statement, int after, Selection selection)
      throws SQLException {
    int at = after;
    for (FacetName facet : FacetName.values()) {
      Set<String> chosen = selection.filters().get(facet);
      if (chosen != null) {
        statement.setArray(++at, connection.createArrayOf("text", chosen.toArray()));
      }
    }
  }

  private static Found read(PreparedStatement statement) throws SQLException {
    Counts.Builder counts = new Counts.Builder();
    Map<Long, String> places = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String kind = rows.getString(1);
        @Nullable String value = rows.getString(2);
        long number = rows.getLong(3);
        switch (kind) {
          case "total" -> counts.total(number);
          case "hit" -> places.put(number, value);
          default -> counts.add(FacetName.valueOf(kind.toUpperCase(Locale.ROOT)), value, number);
        }
      }
    }
    List<String> urns =
        places.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList();
    return new Found(urns, counts);
  }
}
