// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import dev.weft.catalog.http.DatabaseAway;
import dev.weft.catalog.view.PortRef;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/// Pointers to ports, checked against what the mesh has.
@ApplicationScoped
public class PortRefs {

  private static final Pattern REFERENCE =
      Pattern.compile("([^/@]+)/([^/@]+)/([^/@]+)@v([1-9][0-9]{0,8})");
  private static final Pattern LOCAL = Pattern.compile("([^/@]+)@v([1-9][0-9]{0,8})");
  private static final String TITLES =
      """
      select p.urn, d.title from catalog.port p join catalog.product d on d.urn = p.product
      where p.urn = any(?)
      """;

  private final DataSource database;

  PortRefs(DataSource database) {
    this.database = database;
  }

  /// A port as manifests of other products write it: `reviews/raw-reviews/reviews@v1`.
  public static Optional<PortName> parse(String reference) {
    Matcher parts = REFERENCE.matcher(reference);
    try {
      return parts.matches()
          ? Optional.of(
              new PortName(
                  new ProductName(parts.group(1), parts.group(2)),
                  parts.group(3),
                  Integer.parseInt(parts.group(4))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// A port as manifests of its own product write it: `reviews@v1`.
  public static Optional<PortName> parseLocal(String domain, String product, String local) {
    return LOCAL.matcher(local).matches()
        ? parse(domain + "/" + product + "/" + local)
        : Optional.empty();
  }

  /// The pointers of references; what cannot be read is left out.
  public Map<String, PortRef> of(Collection<String> references) {
    Map<String, PortName> names = new HashMap<>();
    for (String reference : references) {
      parse(reference).ifPresent(name -> names.put(reference, name));
    }
    Map<String, String> titles = titles(names.values());
    Map<String, PortRef> refs = new HashMap<>();
    names.forEach((reference, name) ->
        refs.put(
            reference,
            new PortRef(
                name.urn(),
                name.product().domain(),
                name.product().product(),
                name.port(),
                name.major(),
                titles.getOrDefault(name.urn(), name.product().product()),
                titles.containsKey(name.urn()))));
    return refs;
  }

  private Map<String, String> titles(Collection<PortName> names) {
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, String> titles = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(TITLES)) {
      statement.setArray(
          1, connection.createArrayOf("text", names.stream().map(PortName::urn).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          titles.put(rows.getString(1), rows.getString(2));
        }
      }
      return titles;
    } catch (SQLException e) {
      throw new DatabaseAway(e);
    }
  }
}
