// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicConfigsTest {

  @Test
  void knowsTheConfigsOfKafka() {
    assertThat(TopicConfigs.names()).hasSize(33).isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retention.ms | P7D | 604800000",
        "retention.ms | P1W | 604800000",
        "retention.ms | PT0.5S | 500",
        "retention.ms | unlimited | -1",
        "retention.ms | 0 | 0",
        "retention.ms | +5 | 5",
        "retention.ms | 007 | 7",
        "retention.bytes | 10GiB | 10737418240",
        "retention.bytes | -1 | -1",
        "segment.bytes | 1MiB | 1048576",
        "max.message.bytes | 1048588 | 1048588",
        "local.retention.ms | -2 | -2",
        "min.cleanable.dirty.ratio | .50 | 0.5",
        "min.cleanable.dirty.ratio | 1 | 1.0",
        "min.cleanable.dirty.ratio | 5e-1 | 0.5",
        "preallocate | TRUE | true",
        "unclean.leader.election.enable | False | false",
        "compression.type | zstd | zstd",
        "compression.gzip.level | -1 | -1",
        "compression.zstd.level | -131072 | -131072",
        "cleanup.policy | delete, compact | compact,delete",
        "cleanup.policy | compact,compact | compact",
        "leader.replication.throttled.replicas | * | *",
        "leader.replication.throttled.replicas | 1:2, 0:1 | 0:1,1:2",
        "flush.messages | 9223372036854775807 | 9223372036854775807",
      })
  void bringsValuesIntoTheFormOfTheBroker(String name, String written, String normalised) {
    assertThat(normalise(name, written).value()).isEqualTo(normalised);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retention.ms | P1M",
        "retention.ms | P1Y",
        "retention.ms | -2",
        "retention.ms | 7d",
        "retention.ms | 9223372036854775808",
        "retention.ms | 1.5",
        "retention.ms | PT",
        "retention.bytes | 10MB",
        "retention.bytes | 9223372036854775807KiB",
        "segment.bytes | 1048575",
        "segment.bytes | 2GiB",
        "compression.lz4.level | 18",
        "compression.gzip.level | 0",
        "compression.type | ZSTD",
        "cleanup.policy | keep",
        "cleanup.policy | compact,",
        "min.cleanable.dirty.ratio | 1.01",
        "min.cleanable.dirty.ratio | NaN",
        "min.cleanable.dirty.ratio | 1e999999999",
        "preallocate | yes",
        "min.insync.replicas | 0",
        "leader.replication.throttled.replicas | 1",
        "leader.replication.throttled.replicas | *,1:2",
      })
  void refusesWhatTheBrokerWouldRefuse(String name, String written) {
    assertThat(normalise(name, written).value()).isNull();
    assertThat(normalise(name, written).expected()).isNotEmpty();
  }

  @Test
  void takesListsOnlyWhereKafkaDoes() {
    TopicConfigs.Config cleanup = Objects.requireNonNull(TopicConfigs.find("cleanup.policy"));
    TopicConfigs.Config retention = Objects.requireNonNull(TopicConfigs.find("retention.ms"));

    assertThat(TopicConfigs.normalise(cleanup, List.of("delete", "compact")).value())
        .isEqualTo("compact,delete");
    assertThat(TopicConfigs.normalise(retention, List.of("1", "2")).value()).isNull();
  }

  @Test
  void refusesNamesThatKafkaRefuses() {
    assertThat(TopicNames.problem("a".repeat(249), "orders")).isEmpty();
    assertThat(TopicNames.problem("Legacy_Orders-1.x", "orders")).isEmpty();
    for (String name :
        List.of("", ".", "..", "a".repeat(250), "a b", "ü", "a/b", "__x", "weft.audit")) {
      assertThat(TopicNames.problem(name, "orders")).as(name).isPresent();
    }
  }

  @Test
  void leavesTheControlPlaneLogToThePlatform() {
    assertThat(TopicNames.problem("weft.status", "orders")).isPresent();
    assertThat(TopicNames.problem("weft.status", "platform")).isEmpty();
    assertThat(TopicNames.problem("__x", "platform")).isPresent();
  }

  private static TopicConfigs.Normalised normalise(String name, String written) {
    return TopicConfigs.normalise(
        Objects.requireNonNull(TopicConfigs.find(name), name), List.of(written));
  }
}
