// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.CelException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.weft.governance.fact.Adapted;
import java.util.Objects;

/// A compiled expression. It may be evaluated by many threads at once.
public final class Expression {

  private static final int LONGEST_REASON = 300;

  private final String text;
  private final CelRuntime.Program program;

  Expression(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /// The text it was compiled from.
  public String text() {
    return text;
  }

  /// Evaluates within limits. Never throws for what an expression does.
  public Outcome evaluate(Bindings bindings, Limits limits) {
    Budget budget = new Budget(limits);
    Outcome outcome;
    try {
      Object value = program.trace(name -> bindings.find(name).map(Adapted::of), budget);
      outcome = new Outcome.Value(value);
    } catch (CelEvaluationException e) {
      outcome = new Outcome.Broken(reason(e));
    } catch (StackOverflowError e) {
      outcome = new Outcome.Broken("it nests too deep");
    }
    String exceeded = budget.exceeded();
    return exceeded == null ? outcome : new Outcome.Broken(exceeded);
  }

  private static String reason(CelException e) {
    String message = Objects.requireNonNullElse(e.getMessage(), e.getErrorCode().name());
    String line =
        message.lines().findFirst().orElse("").replaceFirst("^evaluation error[^:]*: ", "");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }
}
