// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// A transactional producer that writes topics in memory, with the rules of the real one about what
/// may follow what.
final class MemoryProducer extends MockProducer<String, byte[]> {

  private final MemoryTopics topics;
  private final MemoryLog.Carrier carrier;
  private final String transactionalId;
  private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
  private int epoch;
  private State state = State.READY;

  private enum State {
    READY,
    OPEN,
    /// A commit was asked for and nobody knows what became of it.
    COMMITTING,
    /// As before, and it took effect.
    COMMITTED
  }

  MemoryProducer(MemoryTopics topics, MemoryLog.Carrier carrier, String transactionalId) {
    this.topics = topics;
    this.carrier = carrier;
    this.transactionalId = transactionalId;
  }

  @Override
  public void initTransactions() {
    epoch = carrier.write("take over", () -> topics.initialise(transactionalId));
  }

  @Override
  public void beginTransaction() {
    requireSettled("beginTransaction");
    records.clear();
    state = State.OPEN;
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<String, byte[]> message) {
    records.add(message);
    long index = records.stream().filter(each -> each.topic().equals(message.topic())).count() - 1;
    return CompletableFuture.completedFuture(
        new RecordMetadata(
            new TopicPartition(message.topic(), 0),
            topics.probableOffset(message.topic()),
            Math.toIntExact(index),
            0L,
            0,
            0));
  }

  @Override
  public void flush() {
    topics.require(transactionalId, epoch);
  }

  @Override
  public void commitTransaction() {
    if (state == State.COMMITTED) {
      state = State.READY;
      return;
    }
    try {
      carrier.write(
          "commit "
              + String.join("+", records.stream().map(ProducerRecord::topic).distinct().toList()),
          () -> {
            topics.commit(transactionalId, epoch, records);
            state = State.COMMITTED;
            return true;
          });
    } catch (TimeoutException e) {
      state = state == State.COMMITTED ? state : State.COMMITTING;
      throw e;
    }
    state = State.READY;
  }

  @Override
  public void abortTransaction() {
    requireSettled("abortTransaction");
    state = State.READY;
  }

  /// As the real producer: after a call that timed out, only that call may be made.
  private void requireSettled(String operation) {
    if (state == State.COMMITTING || state == State.COMMITTED) {
      throw new IllegalStateException(
          "Cannot attempt operation `%s` because the previous call to `commitTransaction` timed out and must be retried"
              .formatted(operation));
    }
  }

  @Override
  public void close(Duration timeout) {
    // A transaction that was open is aborted by the brokers.
  }
}
