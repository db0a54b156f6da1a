// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// The counts of everything, for pages without a question: counted once for each state of the read
/// model, and while that changes at most once in a moment.
@ApplicationScoped
class Totals {

  private static final long MOMENT_NANOS = 2_000_000_000L;
  private static final String REVISION = "select definition, revision from catalog.state";

  private record Counted(String revision, long at, Counts counts) {}

  private volatile @Nullable Counted last;

  Counts current(Connection connection) throws SQLException {
    String revision = revision(connection);
    Counted known = last;
    long now = System.nanoTime();
    if (known == null || !known.revision.equals(revision) && now - known.at > MOMENT_NANOS) {
      known = new Counted(revision, now, SearchQueries.totals(connection));
      last = known;
    }
    return known.counts;
  }

  private static String revision(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(REVISION)) {
      return row.next() ? row.getString(1) + row.getLong(2) : "";
    }
  }
}
