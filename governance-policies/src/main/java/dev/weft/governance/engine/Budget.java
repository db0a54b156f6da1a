// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Watches one evaluation. The runtime absorbs what a listener throws inside `||`, `&&`, `all` and
/// `exists`, so the throw only ends the work; what counts is the flag, which stays once it is set
/// and is read after the evaluation.
final class Budget implements CelEvaluationListener {

  private final Limits limits;
  private final long deadline;
  private int nodes;
  private @Nullable String exceeded;

  Budget(Limits limits) {
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  /// What was used up; null while nothing was.
  @Nullable String exceeded() {
    return exceeded;
  }

  @Override
  public void callback(CelExpr expression, Object value) {
    nodes++;
    if (nodes > limits.nodes()) {
      stop("it takes more than %,d steps".formatted(limits.nodes()));
    }
    if ((nodes & 63) == 0 && System.nanoTime() - deadline > 0) {
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

  private void stop(String why) {
    if (exceeded == null) {
      exceeded = why;
    }
    throw new IllegalStateException(why);
  }
}
