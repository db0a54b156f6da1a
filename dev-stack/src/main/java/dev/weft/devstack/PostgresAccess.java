// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// How to reach the databases.
public final class PostgresAccess {

  private final StackState state;

  PostgresAccess(StackState state) {
    this.state = state;
  }

  /// The URL of a database; `apicurio` and `catalog` exist.
  public String jdbcUrl(String database) {
    return jdbcUrl(state.port(PostgresServer.PORT), database);
  }

  /// The owner of a database, who has the same name.
  public String user(String database) {
    return database;
  }

  /// The password of the owner of a database.
  public String password(String database) {
    return state.secret(PostgresServer.secretOf(database));
  }

  /// The user who may create databases and roles.
  public String superuser() {
    return "weft";
  }

  /// The password of [#superuser()].
  public String superuserPassword() {
    return state.secret(PostgresServer.secretOf(superuser()));
  }

  static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }
}
