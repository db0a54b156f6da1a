// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/// The tables of the read model, of which there may be two sets: the one that is shown, and one
/// beside it that is being filled and then takes its place in one transaction.
@ApplicationScoped
public class ReadModel {

  /// The schema that is shown.
  public static final String SCHEMA = "catalog";

  /// The schema that is being filled.
  public static final String NEXT = "catalog_next";

  private static final String TEXT = text();
  private static final String DEFINITION = digest(TEXT);
  private static final String MEMORY = "128MB";
  private static final int LONGEST_INDEX_MILLIS = 1_800_000;
  private static final int FILLING = TEXT.indexOf("\n-- after filling\n");

  /// What is there.
  public enum Condition {
    /// No tables.
    MISSING,
    /// Tables of another version of this program.
    OTHER_DEFINITION,
    /// Our tables, not yet filled to the end of the log.
    INCOMPLETE,
    /// Our tables, which have once been equal to the log.
    COMPLETE
  }

  /// What the shown tables are like.
  public Condition condition(Connection connection) throws SQLException {
    try (PreparedStatement exists =
        connection.prepareStatement("select to_regclass(?) is not null")) {
      exists.setString(1, SCHEMA + ".state");
      try (ResultSet row = exists.executeQuery()) {
        if (!row.next() || !row.getBoolean(1)) {
          return Condition.MISSING;
        }
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select definition, is_complete from " + SCHEMA + ".state")) {
      if (!row.next() || !DEFINITION.equals(row.getString(1))) {
        return Condition.OTHER_DEFINITION;
      }
      return row.getBoolean(2) ? Condition.COMPLETE : Condition.INCOMPLETE;
    }
  }

  /// Makes empty tables without indexes beside the shown ones; drops earlier attempts.
  public void createNext(Connection connection) throws SQLException {
    create(connection, NEXT);
  }

  /// Makes the indexes of the filled tables beside the shown ones, two at a time.
  ///
  /// @param connection has nothing open that others must not see yet
  public void indexNext(Connection connection, DataSource database)
      throws SQLException, InterruptedException {
    List<String> statements = statements(TEXT.substring(FILLING));
    Queue<String> indexes =
        new ConcurrentLinkedQueue<>(statements.stream().filter(ReadModel::isIndex).toList());
    try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
      Future<?> others =
          beside.submit(() -> {
            index(database, indexes);
            return null;
          });
      index(connection, indexes);
      others.get();
    } catch (ExecutionException e) {
      throw new SQLException("an index could not be made: " + e.getMessage(), e);
    }
    run(connection, statements.stream().filter(each -> !isIndex(each)).toList());
  }

  private static boolean isIndex(String statement) {
    return statement.startsWith("create ");
  }

  private static void index(DataSource database, Queue<String> indexes) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        index(connection, indexes);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static void index(Connection connection, Queue<String> indexes) throws SQLException {
    run(
        connection,
        List.of(
            "set local search_path to " + NEXT + ", public",
            "set local maintenance_work_mem to '%s'".formatted(MEMORY)));
    // An index over everything takes longer than any question may.
    int patience = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, LONGEST_INDEX_MILLIS);
    try (Statement statement = connection.createStatement()) {
      for (String next = indexes.poll(); next != null; next = indexes.poll()) {
        statement.execute(next);
      }
    } finally {
      connection.setNetworkTimeout(Runnable::run, patience);
    }
  }

  /// Puts the filled tables in the place of the shown ones. Whoever reads waits for a moment.
  public void swap(Connection connection) throws SQLException {
    run(
        connection,
        List.of(
            "drop schema if exists " + SCHEMA + " cascade",
            "alter schema " + NEXT + " rename to " + SCHEMA));
  }

  private static void create(Connection connection, String schema) throws SQLException {
    run(
        connection,
        List.of(
            "drop schema if exists " + schema + " cascade",
            "create schema " + schema,
            "set local search_path to " + schema + ", public"));
    run(connection, statements(TEXT.substring(0, FILLING)));
    try (PreparedStatement insert =
        connection.prepareStatement("insert into state (definition) values (?)")) {
      insert.setString(1, DEFINITION);
      insert.executeUpdate();
    }
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static List<String> statements(String text) {
    String bare = text.replaceAll("(?m)^--.*$", "");
    return Arrays.stream(bare.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static String text() {
    try (InputStream in = ReadModel.class.getResourceAsStream("/read-model.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
