// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Watches one evaluation. The runtime absorbs what a listener throws inside `||`, `&&`, `all` and
/// `exists`, so the throw only ends the work; what counts is the flag, which stays once it is set
/// and is read after the evaluation.
///
/// Time is that of the processor: on a busy machine an expression waits, and that is not its fault.
/// Reading that clock is slow, so it is read only when as much time has passed on the wall; from
/// there on the expression may use that time once more.
final class Budget implements CelEvaluationListener {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Limits limits;
  private final int mostNodes;
  private final long deadline;
  private boolean isLate;
  private long processorDeadline;
  private int nodes;
  private @Nullable String exceeded;

  Budget(Limits limits) {
    this(limits, limits.nodes());
  }

  /// @param mostNodes instead of those of the limits
  Budget(Limits limits, int mostNodes) {
    this.limits = limits;
    this.mostNodes = mostNodes;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  /// What was used up; null while nothing was.
  @Nullable String exceeded() {
    return exceeded;
  }

  @Override
  public void callback(CelExpr expression, Object value) {
    count(value);
  }

  /// Counts what was evaluated.
  void count(Object value) {
    nodes++;
    if (nodes > mostNodes) {
      stop("it takes more than %,d steps".formatted(mostNodes));
    }
    if ((nodes & 63) == 0 && System.nanoTime() - deadline > 0 && isUsedUp()) {
      stop("it takes more than %d ms".formatted(limits.time().toMillis()));
    }
    if (value instanceof String text) {
      if (text.length() > limits.characters()) {
        stop("it builds a text of more than %,d characters".formatted(limits.characters()));
      }
    } else if (value instanceof Collection<?> list) {
      if (list.size() > limits.items()) {
        stop("it builds a list of more than %,d items".formatted(limits.items()));
      }
    } else if (value instanceof Map<?, ?> map && map.size() > limits.items()) {
      stop("it builds a map of more than %,d items".formatted(limits.items()));
    }
  }

  private boolean isUsedUp() {
    if (!isLate) {
      isLate = true;
      processorDeadline = processorTime() + limits.time().toNanos();
    }
    return processorTime() - processorDeadline > 0;
  }

  private static long processorTime() {
    // Of virtual threads nobody knows it.
    return Thread.currentThread().isVirtual()
        ? System.nanoTime()
        : THREADS.getCurrentThreadCpuTime();
  }

  private void stop(String why) {
    if (exceeded == null) {
      exceeded = why;
    }
    throw new IllegalStateException(why);
  }
}
