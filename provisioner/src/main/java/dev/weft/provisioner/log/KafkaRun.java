// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.kafka.ClusterAddress;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A run's writes to Kafka. Each call is one transaction of a producer that a newer run fences off.
final class KafkaRun implements ControlPlaneLog.Run {

  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final int COMMITS = 3;

  private final LogTopics topics;
  private final ClusterAddress cluster;
  private final AuditRecord.Author author;
  private final Clock clock;
  private final Producer<String, byte[]> producer;
  private @Nullable AuditRecord last;

  KafkaRun(
      LogTopics topics,
      ClusterAddress cluster,
      AuditRecord.Author author,
      Clock clock,
      Producer<String, byte[]> producer) {
    this.topics = topics;
    this.cluster = cluster;
    this.author = author;
    this.clock = clock;
    this.producer = producer;
  }

  /// Becomes the only writer.
  void initialise() {
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      throw failed("opened", e);
    }
  }

  /// Continues the audit chain and drops journal steps on which nothing hangs any more.
  void continueFrom(@Nullable AuditRecord lastAudit, List<String> spentSteps) {
    last = lastAudit;
    List<ProducerRecord<String, byte[]>> tombstones = new ArrayList<>();
    spentSteps.forEach(step -> tombstones.add(tombstone(topics.journal(), step)));
    write(tombstones);
  }

  @Override
  public void intend(Collection<PlannedChange> changes) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(changes.size());
    for (PlannedChange planned : changes) {
      records.add(
          new ProducerRecord<>(
              topics.journal(), step(planned), Journal.intended(planned, clock.instant())));
    }
    write(records);
  }

  @Override
  public void record(
      List<ControlPlaneLog.Result> results, List<Inventory.Entry> owned, List<ResourceKey> gone) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (ControlPlaneLog.Result result : results) {
      records.add(
          new ProducerRecord<>(
              topics.journal(),
              step(result.change()),
              Journal.finished(result.change(), result.outcome(), clock.instant())));
    }
    for (Inventory.Entry entry : owned) {
      records.add(
          new ProducerRecord<>(
              topics.inventory(), entry.key().text(), InventoryCodec.entry(entry)));
    }
    gone.forEach(key -> records.add(tombstone(topics.inventory(), key.text())));
    write(records);
  }

  @Override
  public void audit(String action, String subject, String detail) {
    auditAll(List.of(new ControlPlaneLog.AuditLine(action, subject, detail)));
  }

  @Override
  public void auditAll(List<ControlPlaneLog.AuditLine> lines) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(lines.size());
    AuditRecord newest = last;
    for (ControlPlaneLog.AuditLine line : lines) {
      newest = AuditRecord.after(newest, author, line, clock.instant());
      records.add(new ProducerRecord<>(topics.audit(), author.run(), newest.value()));
    }
    write(records);
    last = newest;
  }

  @Override
  public void bindCluster(String cluster, String clusterId) {
    write(
        List.of(
            new ProducerRecord<>(
                topics.inventory(),
                KafkaControlPlaneLog.CLUSTER + cluster,
                InventoryCodec.clusterId(clusterId))));
  }

  private String step(PlannedChange planned) {
    return author.run() + "/" + planned.id();
  }

  // A tombstone has no value, which the producer's type does not say.
  @SuppressWarnings("NullAway")
  private static ProducerRecord<String, byte[]> tombstone(String topic, String key) {
    return new ProducerRecord<>(topic, key, null);
  }

  private synchronized void write(List<ProducerRecord<String, byte[]>> records) {
    if (records.isEmpty()) {
      return;
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
        RecordMetadata _ = answer.get();
      }
      commit();
    } catch (KafkaException e) {
      throw given(isOpen, e);
    } catch (ExecutionException e) {
      throw given(isOpen, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      throw given(isOpen, new InterruptException(e));
    }
  }

  private void commit() {
    for (int attempt = 1; ; attempt++) {
      try {
        producer.commitTransaction();
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
      } catch (KafkaException e) {
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
            "Run %s is no longer the writer of the control-plane log on %s: another run has begun. It stops here and changes nothing more; the newer run finds what it did."
                .formatted(author.run(), cluster.text()),
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
