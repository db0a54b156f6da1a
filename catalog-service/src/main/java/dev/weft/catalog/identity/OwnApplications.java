// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import dev.weft.catalog.http.DatabaseAway;
import dev.weft.catalog.view.ApplicationRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/// The applications that teams own.
@ApplicationScoped
public class OwnApplications {

  private static final String OWN =
      "select name, title, owner from catalog.application where owner = any(?) order by name";

  private final DataSource database;

  OwnApplications(DataSource database) {
    this.database = database;
  }

  /// Those of some teams, by name.
  public List<ApplicationRef> of(Collection<String> teams) {
    List<ApplicationRef> own = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(OWN)) {
      statement.setArray(1, connection.createArrayOf("text", teams.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          own.add(new ApplicationRef(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
      return own;
    } catch (SQLException e) {
      throw new DatabaseAway(e);
    }
  }
}
