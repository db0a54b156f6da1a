// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import dev.weft.devstack.DevStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// A database of a test's own.
///
/// @param stack the servers
/// @param name its name
record TestDatabase(DevStack stack, String name) {

  String url() {
    return stack.postgres().jdbcUrl(name);
  }

  /// Drops it, whoever is connected, and makes it anew.
  void recreate() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                stack.postgres().jdbcUrl("postgres"),
                stack.postgres().superuser(),
                stack.postgres().superuserPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
      statement.execute("create database " + name);
    }
  }
}
