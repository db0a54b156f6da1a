// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.kafka.ClusterAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The writing end of the log: one transaction per call, of a producer that the next writer of the
/// same environment fences off.
final class Transactions implements AutoCloseable {

  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final int COMMITS = 3;

  /// So long after a write nobody else is the writer by having outlived this one: a daemon is given
  /// up after three times as long.
  private static final Duration PROOF_HOLDS = WriterGroup.SESSION.dividedBy(3);

  private static final String TRANSACTIONS_MS = "30000";

  private final String who;
  private final ClusterAddress cluster;
  private final Producer<String, byte[]> producer;
  private final LongSupplier nanos;
  private long provenAt;

  Transactions(
      String who, ClusterAddress cluster, Producer<String, byte[]> producer, LongSupplier nanos) {
    this.who = who;
    this.cluster = cluster;
    this.producer = producer;
    this.nanos = nanos;
  }

  /// @param who begins the message that another writer has taken over, such as `Run r1`
  static Transactions open(
      String who, ClusterAddress cluster, Properties properties, String environment) {
    var settings = new Properties();
    settings.putAll(properties);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "weft-provisioner-" + environment);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTIONS_MS);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LogSetup.LARGEST_DOCUMENT));
    try {
      return new Transactions(
          who,
          cluster,
          new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()),
          System::nanoTime);
    } catch (KafkaException e) {
      throw LogWords.unreadable(cluster, "opened", e);
    }
  }

  /// Becomes the only writer.
  void initialise() {
    long began = nanos.getAsLong();
    try {
      producer.initTransactions();
      provenAt = began;
    } catch (KafkaException e) {
      throw failed("opened", e);
    }
  }

  // A tombstone has no value, which the producer's type does not say.
  @SuppressWarnings("NullAway")
  static ProducerRecord<String, byte[]> tombstone(String topic, String key) {
    return new ProducerRecord<>(topic, key, null);
  }

  /// Writes all of it or nothing. What was committed may be read only a moment later.
  ///
  /// @return by topic, the offset after the last record that was written
  synchronized Map<String, Long> write(List<ProducerRecord<String, byte[]>> records) {
    Map<String, Long> ends = new HashMap<>();
    if (records.isEmpty()) {
      return ends;
    }
    boolean isOpen = false;
    try {
      producer.beginTransaction();
      isOpen = true;
      List<Future<RecordMetadata>> answers = new ArrayList<>(records.size());
      for (ProducerRecord<String, byte[]> message : records) {
        answers.add(producer.send(message));
      }
      producer.flush();
      for (Future<RecordMetadata> answer : answers) {
        RecordMetadata place = answer.get();
        ends.merge(place.topic(), place.offset() + 1, Math::max);
      }
      commit();
      return ends;
    } catch (KafkaException | IllegalStateException e) {
      // The latter says that an earlier commit has no answer yet, so that nothing may follow it.
      throw given(isOpen, e);
    } catch (ExecutionException e) {
      throw given(isOpen, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      throw given(isOpen, new InterruptException(e));
    }
  }

  /// Whether no other writer can have taken over without this one's death having been noticed.
  synchronized boolean isProven() {
    return nanos.getAsLong() - provenAt < PROOF_HOLDS.toNanos();
  }

  private void commit() {
    for (int attempt = 1; ; attempt++) {
      long began = nanos.getAsLong();
      try {
        producer.commitTransaction();
        // Not now: the process may have been stopped after the brokers had agreed.
        provenAt = began;
        return;
      } catch (TimeoutException e) {
        // The commit is under way; asking again asks about the same one.
        if (attempt == COMMITS) {
          throw e;
        }
      }
    }
  }

  private RuntimeException given(boolean isOpen, Throwable error) {
    RuntimeException failure = failed("written", error);
    if (isOpen && failure instanceof LogWriteException) {
      try {
        producer.abortTransaction();
      } catch (KafkaException | IllegalStateException e) {
        // The transaction dies by its time-out, or when the next run begins.
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  private RuntimeException failed(String what, Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return new WriterFencedException(
            "%s is no longer the writer of the control-plane log on %s: another run has begun. It stops here and changes nothing more; the newer run finds what it did."
                .formatted(who, cluster.text()),
            error);
      }
    }
    return LogWords.unwritable(cluster, what, error);
  }

  @Override
  public void close() {
    producer.close(FAREWELL);
  }
}
