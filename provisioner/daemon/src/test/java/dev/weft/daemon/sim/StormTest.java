// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Storms end well, whatever they are made of.
class StormTest {

  @Test
  void comesToRestAsItIsWantedAfterAnyStorm() {
    List<Storm.Report> bad =
        LongStream.rangeClosed(1, Long.getLong("weft.seeds", 400))
            .parallel()
            .mapToObj(seed -> Storm.run(seed, Fault.ALL, Mutation.NONE))
            .filter(report -> !report.violations().isEmpty())
            .toList();

    assertThat(bad.stream().limit(3)).as("%d seeds", bad.size()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void comesToRestAfterAStormOfOneKind(Fault kind) {
    List<Storm.Report> bad =
        LongStream.rangeClosed(1, 10)
            .mapToObj(seed -> Storm.run(seed, EnumSet.of(kind), Mutation.NONE))
            .filter(report -> !report.violations().isEmpty())
            .toList();

    assertThat(bad.stream().limit(2)).as("%d seeds", bad.size()).isEmpty();
  }

  @Test
  void isTheSameEachTime() {
    for (long seed = 1; seed <= 10; seed++) {
      assertThat(Storm.run(seed, Fault.ALL, Mutation.NONE))
          .isEqualTo(Storm.run(seed, Fault.ALL, Mutation.NONE));
    }
  }
}
