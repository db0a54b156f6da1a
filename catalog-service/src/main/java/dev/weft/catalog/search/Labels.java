// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What people call the values of facets.
final class Labels {

  private static final String LABELS =
      "select kind, name, title from catalog.label where name = any(?)";

  private final Map<String, String> titles;

  private Labels(Map<String, String> titles) {
    this.titles = titles;
  }

  static Labels of(Connection connection, Collection<String> names) throws SQLException {
    Map<String, String> titles = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LABELS)) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          titles.put(rows.getString(1) + "/" + rows.getString(2), rows.getString(3));
        }
      }
    }
    return new Labels(titles);
  }

  String of(FacetName facet, String value) {
    return switch (facet) {
      case DOMAIN -> titles.getOrDefault("domain/" + value, value);
      case OWNER -> titles.getOrDefault("team/" + value, value);
      case TERM -> titles.getOrDefault("term/" + value, value);
      case FORMAT -> format(value);
      case TYPE, STATUS, CLASSIFICATION -> sentence(value);
      case TAG -> value;
    };
  }

  private static String format(String value) {
    return switch (value) {
      case "avro" -> "Avro";
      case "protobuf" -> "Protobuf";
      case "json" -> "JSON Schema";
      default -> value;
    };
  }

  private static String sentence(String value) {
    return value.isEmpty()
        ? value
        : value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1);
  }
}
