// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.http;

import java.sql.SQLException;

/// The database does not answer.
public final class DatabaseAway extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param cause what the driver said
  public DatabaseAway(SQLException cause) {
    super("the database does not answer: " + cause.getMessage(), cause);
  }
}
