// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.http.DatabaseAway;
import dev.weft.catalog.search.Suggestions.SuggestedField;
import dev.weft.catalog.search.Suggestions.SuggestedProduct;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/// What somebody who is typing may mean: names and titles that begin so, or have a word that does.
@ApplicationScoped
class Suggest {

  private static final int PRODUCTS = 8;
  private static final int FIELDS = 6;
  private static final int SHORTEST_WORD = 3;

  private static final String BEGINNING =
      """
      select urn, title, domain, name from (
        (select urn, title, domain, name, consumers from catalog.product
          where lower(title) collate "C" >= ? and lower(title) collate "C" < ? limit 50)
        union
        (select urn, title, domain, name, consumers from catalog.product
          where name collate "C" >= ? and name collate "C" < ? limit 50)) p
      order by consumers desc, length(title), urn limit ?
      """;
  private static final String WITH_WORDS =
      """
      with found as materialized (
        select urn, title, domain, name, consumers, head from catalog.product
        join (select number, head from catalog.product_heading where head @@ ?::tsquery limit 500) h
          using (number))
      select urn, title, domain, name from found
      order by ts_rank(head, ?::tsquery) desc, consumers desc, length(title), urn limit ?
      """;
  private static final String FIELD_NAMES =
      """
      select name, count(*) from catalog.field where name >= ? and name < ?
      group by name order by length(name), name limit ?
      """;

  private final DataSource database;

  Suggest(DataSource database) {
    this.database = database;
  }

  Suggestions of(String typed) {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return new Suggestions(List.of(), List.of());
    }
    try (Connection connection = database.getConnection()) {
      Map<String, SuggestedProduct> products = new LinkedHashMap<>();
      beginning(connection, text, products);
      if (products.size() < PRODUCTS) {
        withWords(connection, text, products);
      }
      return new Suggestions(
          products.values().stream().limit(PRODUCTS).toList(), fields(connection, text));
    } catch (SQLException e) {
      throw new DatabaseAway(e);
    }
  }

  private static void beginning(
      Connection connection, String text, Map<String, SuggestedProduct> products)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEGINNING)) {
      statement.setString(1, text);
      statement.setString(2, Prefixes.after(text));
      statement.setString(3, text.replace(' ', '-'));
      statement.setString(4, Prefixes.after(text.replace(' ', '-')));
      statement.setInt(5, PRODUCTS);
      read(statement, products);
    }
  }

  private static void withWords(
      Connection connection, String text, Map<String, SuggestedProduct> products)
      throws SQLException {
    List<String> words = Words.of(text);
    if (words.isEmpty() || words.getLast().length() < SHORTEST_WORD) {
      return;
    }
    List<String> parts = new ArrayList<>();
    words.forEach(word -> parts.add(Selection.quoted(word) + ":*"));
    String query = String.join(" & ", parts);
    try (PreparedStatement statement = connection.prepareStatement(WITH_WORDS)) {
      statement.setString(1, query);
      statement.setString(2, query);
      statement.setInt(3, PRODUCTS);
      read(statement, products);
    }
  }

  private static void read(PreparedStatement statement, Map<String, SuggestedProduct> products)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        products.putIfAbsent(
            rows.getString(1),
            new SuggestedProduct(
                rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
    }
  }

  private static List<SuggestedField> fields(Connection connection, String text)
      throws SQLException {
    if (text.length() < SHORTEST_WORD) {
      return List.of();
    }
    List<SuggestedField> fields = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(FIELD_NAMES)) {
      String name = text.replace(' ', '_');
      statement.setString(1, name);
      statement.setString(2, Prefixes.after(name));
      statement.setInt(3, FIELDS);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          fields.add(new SuggestedField(rows.getString(1), rows.getLong(2)));
        }
      }
    }
    fields.sort(Comparator.comparingLong(SuggestedField::count).reversed());
    return fields;
  }
}
