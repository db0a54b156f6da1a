// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.catalog.changes.ChangeFeed;
import dev.weft.catalog.projection.ProjectionState.Phase;
import dev.weft.catalog.projection.ReadAhead.Piece;
import dev.weft.catalog.store.ReadModel;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.LogTopic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/// Makes the tables equal to the log, and keeps them so. Rows and the place in the log that they
/// come from are written in one transaction, so whatever ends us, nothing is missed or done twice.
@ApplicationScoped
class Projector {

  static final List<String> TOPICS = List.of(LogTopic.PRODUCTS, LogTopic.STATUS);

  private static final Logger LOG = Logger.getLogger(Projector.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long CHECK_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long GLANCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final DataSource database;
  private final Flyway flyway;
  private final ReadModel model;
  private final ChangeFeed feed;
  private final ProjectionState state;
  private final Clock clock;
  private final KnownWords known = new KnownWords();
  private final Lexicon lexicon = new Lexicon();

  Projector(
      DataSource database,
      Flyway flyway,
      ReadModel model,
      ChangeFeed feed,
      ProjectionState state,
      Clock clock) {
    this.database = database;
    this.flyway = flyway;
    this.model = model;
    this.feed = feed;
    this.state = state;
    this.clock = clock;
  }

  /// Follows the log until told to stop, or until something does not answer.
  void follow(LogReader log, BooleanSupplier isStopped) throws SQLException, InterruptedException {
    flyway.migrate();
    known.clear();
    Map<String, String> identities = log.identities();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Map<String, Long> start = prepare(connection, log, identities);
        LOG.infof("following the log offsets=%s", start);
        log.seek(start);
        state.enter(Phase.LIVE, "");
        state.at(start, log.ends());
        long checked = System.nanoTime();
        long glanced = checked;
        while (!isStopped.getAsBoolean()) {
          if (!step(connection, log, identities)) {
            identities = log.identities();
            rebuild(connection, log, identities);
            log.seek(offsets(connection));
            state.enter(Phase.LIVE, "");
          }
          if (System.nanoTime() - glanced > GLANCE_NANOS) {
            glanced = System.nanoTime();
            // Somebody may have taken the tables or the whole database away while the log is
            // silent.
            boolean isThere = model.condition(connection) == ReadModel.Condition.COMPLETE;
            connection.commit();
            if (!isThere) {
              LOG.warn("the tables are not there any more, starting over");
              return;
            }
          }
          if (System.nanoTime() - checked > CHECK_NANOS) {
            checked = System.nanoTime();
            if (!log.identities().equals(identities)) {
              LOG.warn("the log was made anew, starting over");
              return;
            }
          }
        }
      } finally {
        leave(connection);
      }
    }
  }

  /// Gives the connection back as we got it.
  private static void leave(Connection connection) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
      run(connection, "reset search_path");
    } catch (SQLException e) {
      LOG.debugf("connection was lost message=%s", e.getMessage());
    }
  }

  private Map<String, Long> prepare(
      Connection connection, LogReader log, Map<String, String> identities)
      throws SQLException, InterruptedException {
    switch (model.condition(connection)) {
      case MISSING, OTHER_DEFINITION, INCOMPLETE -> rebuild(connection, log, identities);
      case COMPLETE -> {
        use(connection, ReadModel.SCHEMA);
        Map<String, Progress.Place> places = Progress.load(connection);
        boolean isSameLog =
            identities.entrySet().stream()
                .allMatch(each ->
                    places.containsKey(each.getKey())
                        && places.get(each.getKey()).topicId().equals(each.getValue()));
        if (!isSameLog) {
          LOG.warn("the log is not the one that the tables come from, filling new ones");
          rebuild(connection, log, identities);
        }
      }
    }
    return offsets(connection);
  }

  private Map<String, Long> offsets(Connection connection) throws SQLException {
    use(connection, ReadModel.SCHEMA);
    Map<String, Long> offsets = new HashMap<>();
    Progress.load(connection).forEach((topic, place) -> offsets.put(topic, place.offset()));
    connection.commit();
    return offsets;
  }

  /// Takes in what is new.
  ///
  /// @return whether the log goes on where the tables end
  private boolean step(Connection connection, LogReader log, Map<String, String> identities)
      throws SQLException {
    ConsumerRecords<String, byte[]> records;
    try {
      records = log.poll(POLL);
    } catch (OffsetOutOfRangeException e) {
      LOG.warnf("the log does not reach back to where the tables end message=%s", e.getMessage());
      return false;
    }
    Map<String, Long> positions = log.positions();
    if (!records.isEmpty()) {
      use(connection, ReadModel.SCHEMA);
      LogBatch batch = LogBatch.of(records);
      try {
        long revision = Progress.touch(connection);
        writer(connection, revision).write(batch, _ -> true, clock.instant());
        Progress.save(connection, identities, positions);
        connection.commit();
      } catch (SQLException e) {
        known.clear();
        throw e;
      }
      state.read(batch, LogTopic.PRODUCTS, LogTopic.STATUS);
      announce(batch);
    }
    state.at(positions, log.ends());
    return true;
  }

  /// Fills new tables from the beginning of the log, and shows them when they are full.
  private void rebuild(Connection connection, LogReader log, Map<String, String> identities)
      throws SQLException, InterruptedException {
    state.enter(Phase.REBUILDING, "Filling new tables from the log.");
    state.forgetUnreadable();
    known.clear();
    long begun = System.nanoTime();
    Map<String, Long> begin = log.seekToBegin();
    Map<String, Long> target = log.ends();
    model.createNext(connection);
    connection.commit();
    long count = 0;
    try (ReadAhead pieces = new ReadAhead(log, begin, target)) {
      count = fill(connection, pieces, identities, begin, target);
    }
    model.indexNext(connection, database);
    Progress.complete(connection);
    connection.commit();
    model.swap(connection);
    connection.commit();
    LOG.infof(
        "tables filled from the log records=%d seconds=%.1f",
        count, (System.nanoTime() - begun) / 1e9);
    feed.publish("reset", "");
  }

  private long fill(
      Connection connection,
      ReadAhead pieces,
      Map<String, String> identities,
      Map<String, Long> begin,
      Map<String, Long> target)
      throws SQLException, InterruptedException {
    Set<String> seen = new HashSet<>();
    long count = 0;
    beginFilling(connection);
    Progress.save(connection, identities, begin);
    for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
      LogBatch batch = piece.batch();
      writer(connection, 0).write(batch, seen::contains, clock.instant());
      Progress.save(connection, identities, piece.positions());
      connection.commit();
      beginFilling(connection);
      seen.addAll(batch.catalog().keySet());
      seen.addAll(batch.statuses().keySet());
      state.read(batch, LogTopic.PRODUCTS, LogTopic.STATUS);
      state.at(piece.positions(), target);
      count += piece.records();
    }
    return count;
  }

  private static void beginFilling(Connection connection) throws SQLException {
    use(connection, ReadModel.NEXT);
    run(connection, "set local synchronous_commit to off");
  }

  private TableWriter writer(Connection connection, long revision) {
    return new TableWriter(connection, revision, lexicon, known);
  }

  private void announce(LogBatch batch) {
    Set<String> keys = new HashSet<>(batch.catalog().keySet());
    keys.addAll(batch.removed());
    keys.forEach(key -> feed.publish(kind(key), key));
    batch
        .statuses()
        .values()
        .forEach(status -> {
          switch (status.content()) {
            case dev.weft.model.event.ProductStatus product ->
                feed.publish("status", product.urn());
            case GrantStatus grant -> feed.publish("grant", grant.id());
            case dev.weft.model.event.DaemonStatus daemon ->
                feed.publish("platform", daemon.environment());
            case dev.weft.model.event.PauseStatus pause ->
                feed.publish("platform", pause.subject());
          }
        });
  }

  private static String kind(String key) {
    return switch (key.split(":", -1).length) {
      case 2 -> "mesh";
      case 3 -> "domain";
      default -> "product";
    };
  }

  private static void use(Connection connection, String schema) throws SQLException {
    run(connection, "set search_path to " + schema + ", public");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
