// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A run's writes to Kafka. Each call is one transaction of a producer that a newer run fences off.
final class KafkaRun implements ControlPlaneLog.Run {

  private final LogTopics topics;
  private final AuditRecord.Author author;
  private final Clock clock;
  private final Transactions transactions;
  private @Nullable AuditRecord last;

  KafkaRun(LogTopics topics, AuditRecord.Author author, Clock clock, Transactions transactions) {
    this.topics = topics;
    this.author = author;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// Becomes the only writer.
  void initialise() {
    transactions.initialise();
  }

  /// Continues the audit chain and drops journal steps on which nothing hangs any more.
  ///
  /// @param interrupted what the audit log has to tell of them
  void continueFrom(
      @Nullable AuditRecord lastAudit,
      List<String> spentSteps,
      List<ControlPlaneLog.AuditLine> interrupted) {
    last = lastAudit;
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    spentSteps.forEach(step -> records.add(Transactions.tombstone(topics.journal(), step)));
    write(records, interrupted);
  }

  /// Adds lines of the audit log to other records of one transaction.
  private void write(
      List<ProducerRecord<String, byte[]>> records, List<ControlPlaneLog.AuditLine> lines) {
    AuditRecord newest = last;
    for (ControlPlaneLog.AuditLine line : lines) {
      newest = AuditRecord.after(newest, author, line, clock.instant());
      records.add(new ProducerRecord<>(topics.audit(), author.run(), newest.value()));
    }
    var _ = transactions.write(records);
    last = newest;
  }

  @Override
  public void intend(Collection<PlannedChange> changes) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(changes.size());
    for (PlannedChange planned : changes) {
      records.add(
          new ProducerRecord<>(
              topics.journal(), step(planned), Journal.intended(planned, clock.instant())));
    }
    var _ = transactions.write(records);
  }

  @Override
  public void record(
      List<ControlPlaneLog.Result> results,
      List<Inventory.Entry> owned,
      List<ResourceKey> gone,
      List<ControlPlaneLog.AuditLine> lines) {
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
    gone.forEach(key -> records.add(Transactions.tombstone(topics.inventory(), key.text())));
    write(records, lines);
  }

  @Override
  public void audit(String action, String subject, String detail) {
    write(new ArrayList<>(), List.of(new ControlPlaneLog.AuditLine(action, subject, detail)));
  }

  @Override
  public void bindCluster(String cluster, String clusterId) {
    var _ =
        transactions.write(
            List.of(
                new ProducerRecord<>(
                    topics.inventory(),
                    KafkaInventory.CLUSTER + cluster,
                    InventoryCodec.clusterId(clusterId))));
  }

  /// The tombstone of a step that never was: an empty transaction would ask nobody.
  @Override
  public void requireTurn() {
    if (!transactions.isProven()) {
      var _ =
          transactions.write(
              List.of(Transactions.tombstone(topics.journal(), author.run() + "/turn")));
    }
  }

  private String step(PlannedChange planned) {
    return author.run() + "/" + planned.id();
  }

  @Override
  public void close() {
    transactions.close();
  }
}
