// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.testing.Changes;
import dev.weft.provisioner.testing.ControlPlaneLogContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The log in memory keeps the same contract as the one in Kafka.
class MemoryLogTest extends ControlPlaneLogContract {

  private final MemoryTopics topics = new MemoryTopics(() -> 0);
  private final List<String> transactions = new ArrayList<>();
  private final MemoryLog.Carrier carrier =
      new MemoryLog.Carrier() {
        @Override
        public <T> T write(String what, Supplier<T> effect) {
          transactions.add(what);
          return effect.get();
        }

        @Override
        public <T> T read(String what, Supplier<T> effect) {
          return effect.get();
        }
      };

  @Override
  protected ControlPlaneLog log() {
    Clock clock = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);
    return MemoryLog.open(topics, carrier, clock);
  }

  @Override
  protected String environment() {
    return "test";
  }

  @Test
  void tellsOfAChangeInTheSameTransactionAsOfItsResult() {
    PlannedChange alter = Changes.alterConfig("onprem", "a.b.c.v1", "retention.ms", "1");
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(alter));
      run.record(
          List.of(result(alter, new Outcome.Applied())),
          List.of(),
          List.of(),
          List.of(new ControlPlaneLog.AuditLine("change", "a.b.c.v1", "applied")));
    }

    assertThat(transactions)
        .containsExactly("take over", "commit weft.journal", "commit weft.journal+weft.audit");
    assertThat(lines()).containsExactly("r1 change a.b.c.v1");
  }

  @Test
  void tellsOfWhatARunBeganThatDied() {
    PlannedChange alter = Changes.alterConfig("onprem", "a.b.c.v1", "retention.ms", "1");
    ControlPlaneLog.Run dead = begin("r1");
    dead.intend(List.of(alter));

    try (ControlPlaneLog.Run run = begin("r2")) {
      run.audit("finished", "test", "nothing");
    }
    begin("r3").close();

    assertThat(lines()).containsExactly("r2 interrupted onprem/topic/a.b.c.v1", "r2 finished test");
    assertThat(topics.keys("weft.journal")).isEmpty();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (byte[] value : topics.values("weft.audit")) {
      try {
        AuditRecord line = AuditRecord.of(value);
        lines.add(line.run() + " " + line.action() + " " + line.subject());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lines;
  }

  @Test
  void readsTheSameAfterCompaction() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.record(List.of(), List.of(TOPIC, BINDINGS), List.of());
      run.record(List.of(), List.of(), List.of(TOPIC.key()));
    }

    topics.compact(_ -> false);

    assertThat(log().inventory().entries()).containsOnlyKeys(BINDINGS.key());
  }

  @Test
  void hidesACommitForAWhileFromAllButTheNextWriter() {
    topics.visibleAfter(10);
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.record(List.of(), List.of(TOPIC), List.of());

      assertThat(log().inventory().entries()).isEmpty();
    }
    try (ControlPlaneLog.Run _ = begin("r2")) {
      assertThat(log().inventory().entries()).containsOnlyKeys(TOPIC.key());
    }
  }
}
