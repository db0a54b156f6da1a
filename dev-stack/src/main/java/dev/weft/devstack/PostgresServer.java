// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.install.Drafts;
import dev.weft.devstack.process.Commands;
import dev.weft.devstack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// PostgreSQL, run directly: no service manager, no launcher of its own, one process to watch.
final class PostgresServer implements Server {

  static final String PORT = "postgres";

  private static final String SUPERUSER = "weft";
  private static final List<String> DATABASES = List.of("apicurio", "catalog");

  private final StackFiles files;
  private final StackState state;
  private final Distribution distribution;

  PostgresServer(StackFiles files, StackState state, Distribution distribution) {
    this.files = files;
    this.state = state;
    this.distribution = distribution;
  }

  @Override
  public Service service() {
    return Service.POSTGRES;
  }

  @Override
  public List<PortWish> ports() {
    return List.of(new PortWish(PORT, 15432));
  }

  @Override
  public LaunchSpec prepare() throws IOException {
    Path home = distribution.postgresHome();
    if (!Files.exists(data())) {
      createCluster(home);
    }
    var command = new ArrayList<>(asOrdinaryUser());
    command.add(home.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data().toString()));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new LaunchSpec(command, Map.of("TZ", "UTC"), "");
  }

  /// Removes the server's own pid file when the number in it now belongs to somebody else: it would
  /// refuse to start.
  @Override
  public void beforeLaunch() throws IOException {
    Path pidFile = data().resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<Long> pid =
        Files.readAllLines(pidFile).stream().findFirst().map(String::strip).map(Long::valueOf);
    boolean isPostgres =
        pid.flatMap(ProcessHandle::of)
            .flatMap(handle -> handle.info().command())
            .filter(command -> command.endsWith("postgres"))
            .isPresent();
    if (!isPostgres) {
      Files.delete(pidFile);
    }
  }

  @Override
  public void settle() throws SQLException {
    try (Connection connection = connect("postgres", SUPERUSER);
        Statement statement = connection.createStatement()) {
      for (String name : DATABASES) {
        // Neither name nor secret needs quoting: both are made of letters and digits by us.
        String password = " PASSWORD '" + state.secret(secretOf(name)) + "'";
        if (isAbsent(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
          statement.execute("CREATE ROLE " + name + " LOGIN" + password);
        }
        if (isAbsent(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
          statement.execute("CREATE DATABASE " + name + " OWNER " + name);
        }
      }
    }
  }

  @Override
  public Health probe() {
    return Health.of(() -> {
      String name = DATABASES.getFirst();
      try (Connection connection = connect(name, name);
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT current_database()")) {
        if (!result.next() || !name.equals(result.getString(1))) {
          throw new DevStackException("The query was not answered.");
        }
      }
    });
  }

  @Override
  public String address() {
    return "127.0.0.1:" + state.port(PORT);
  }

  static String secretOf(String user) {
    return "postgres." + user;
  }

  private void createCluster(Path home) throws IOException {
    PrivateFiles.folder(data().resolveSibling(""));
    Path draft = Drafts.of(data());
    Path password = files.config(service()).resolve("superuser-password");
    PrivateFiles.write(password, state.secret(secretOf(SUPERUSER)) + "\n");
    var command = new ArrayList<>(asOrdinaryUser());
    command.addAll(
        List.of(
            home.resolve("bin/initdb").toString(),
            "--pgdata=" + draft,
            "--username=" + SUPERUSER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions"));
    Commands.require(command, Map.of("TZ", "UTC"));
    Drafts.finish(draft, data());
  }

  private SortedMap<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "listen_addresses", "127.0.0.1",
            "port", Integer.toString(state.port(PORT)),
            "unix_socket_directories", "",
            "max_connections", "60",
            "shared_buffers", "32MB",
            "logging_collector", "off",
            "log_line_prefix", "%m [%p] %q%u@%d "));
  }

  private Connection connect(String database, String user) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", state.secret(secretOf(user)));
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", "20");
    return DriverManager.getConnection(
        PostgresAccess.jdbcUrl(state.port(PORT), database), properties);
  }

  private static boolean isAbsent(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return !result.next();
    }
  }

  /// PostgreSQL refuses to run as root; in a user namespace of its own it runs as nobody in
  /// particular.
  private static List<String> asOrdinaryUser() {
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    return isRoot ? List.of("unshare", "-U") : List.of();
  }

  private Path data() {
    return files.data(service());
  }
}
