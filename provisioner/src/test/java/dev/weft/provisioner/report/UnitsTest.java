// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "retention.ms, 604800000, 604800000 (7 d)",
    "retention.ms, 90000, 90000 (1 min 30 s)",
    "retention.ms, 86400001, 86400001 (≈ 1 d)",
    "retention.ms, -1, -1 (unlimited)",
    "retention.bytes, 1073741824, 1073741824 (1 GiB)",
    "retention.bytes, 1600000000, 1600000000 (≈ 1.5 GiB)",
    "max.message.bytes, 1000, 1000",
    "segment.ms, 500, 500",
    "cleanup.policy, 'compact,delete', 'compact,delete'",
    "max.compaction.lag.ms, 9223372036854775807, 9223372036854775807",
    "compression.type, , (cluster default)"
  })
  void tellsAConfigWithItsMeaning(String key, String value, String expected) {
    assertThat(Units.config(key, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "producer_byte_rate, 5242880, 5242880 (5 MiB/s)",
    "producer_byte_rate, 100, 100 bytes/s",
    "request_percentage, 12.5, 12.5 %",
    "consumer_byte_rate, , (no limit)"
  })
  void tellsAQuotaWithItsMeaning(String key, Double value, String expected) {
    assertThat(Units.quota(key, value)).isEqualTo(expected);
  }
}
