// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/// Reads the log to a given end in a thread of its own, a little ahead of whoever writes down what
/// it says. Nobody else may use the reader until this is closed.
final class ReadAhead implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int PIECES = 2;

  /// A stretch of the log.
  ///
  /// @param batch what it comes to
  /// @param records how many records it has
  /// @param positions where the next one begins
  /// @param problem why there is no more; everything else is empty then
  record Piece(
      LogBatch batch,
      int records,
      Map<String, Long> positions,
      @Nullable RuntimeException problem) {}

  private final LogReader log;
  private final Map<String, Long> end;
  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES);
  private final Thread thread;
  private Map<String, Long> taken;

  /// @param begin where the reader stands
  /// @param end where to stop
  ReadAhead(LogReader log, Map<String, Long> begin, Map<String, Long> end) {
    this.log = log;
    this.end = end;
    this.taken = begin;
    this.thread = Thread.ofPlatform().name("projection-reader").start(() -> read(begin));
  }

  /// The next stretch; null after the last one.
  @Nullable Piece next() throws InterruptedException {
    if (!isBefore(taken)) {
      return null;
    }
    Piece piece = pieces.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    while (piece == null) {
      boolean hasEnded = !thread.isAlive();
      piece = pieces.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (piece == null && hasEnded) {
        throw new IllegalStateException("the thread that reads the log has died");
      }
    }
    if (piece.problem != null) {
      throw piece.problem;
    }
    taken = piece.positions;
    return piece;
  }

  /// Stops reading, at the latest when a look at the log ends.
  @Override
  public void close() {
    thread.interrupt();
    boolean wasInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Map<String, Long> begin) {
    try {
      Map<String, Long> positions = begin;
      while (isBefore(positions)) {
        ConsumerRecords<String, byte[]> records = log.poll(POLL);
        positions = log.positions();
        pieces.put(new Piece(LogBatch.of(records), records.count(), positions, null));
      }
    } catch (InterruptedException e) {
      // Whoever took the pieces wants no more.
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(RuntimeException problem) {
    try {
      pieces.put(new Piece(LogBatch.empty(), 0, Map.of(), problem));
    } catch (InterruptedException e) {
      // Whoever took the pieces wants no more.
    }
  }

  private boolean isBefore(Map<String, Long> positions) {
    return end.entrySet().stream()
        .anyMatch(each -> positions.getOrDefault(each.getKey(), 0L) < each.getValue());
  }
}
