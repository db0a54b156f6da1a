// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.ast.CelExpr;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final CelExpr ANY = CelExpr.ofNotSet(0);
  private static final Duration TIME = Duration.ofMillis(40);

  private final Budget budget = new Budget(new Limits(Integer.MAX_VALUE, TIME, 10, 10));

  @Test
  void doesNotCountTheTimeThatAnExpressionWaits() {
    long until = System.nanoTime() + 2 * TIME.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }

    for (int step = 0; step < 256; step++) {
      budget.callback(ANY, true);
    }

    assertThat(budget.exceeded()).isNull();
  }

  @Test
  void stopsAnExpressionThatKeepsTheProcessorBusy() {
    assertThatThrownBy(this::stepForever).hasMessage("it takes more than 40 ms");

    assertThat(budget.exceeded()).isEqualTo("it takes more than 40 ms");
  }

  private void stepForever() {
    while (true) {
      budget.callback(ANY, true);
    }
  }
}
