// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// No moment of any change at which the process must not die.
class SweepTest {

  @Test
  void recoversFromDeathAtEveryMomentOfEveryKindOfChange() {
    List<Sweep.Report> reports =
        Sweep.cases().stream().map(each -> Sweep.run(each, Mutation.NONE)).toList();

    assertThat(reports)
        .allSatisfy(report -> {
          assertThat(report.points()).as(report.name()).isGreaterThan(10);
          assertThat(report.harms()).as(report.name()).isEmpty();
        });
    assertThat(Sweep.kinds(reports)).containsAll(Sweep.allKinds());
  }
}
