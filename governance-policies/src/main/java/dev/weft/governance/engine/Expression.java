// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import dev.weft.governance.fact.Adapted;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A compiled expression. It may be evaluated by many threads at once.
public final class Expression {

  private static final int LONGEST_REASON = 300;

  private final String text;
  private final CelRuntime.Program program;
  private final CelAbstractSyntaxTree ast;
  private final @Nullable Shortcut shortcut;

  Expression(String text, CelRuntime.Program program, CelAbstractSyntaxTree ast) {
    this.text = text;
    this.program = program;
    this.ast = ast;
    this.shortcut = Shortcut.of(ast);
  }

  /// The text it was compiled from.
  public String text() {
    return text;
  }

  /// Evaluates within limits. Never throws for what an expression does.
  public Outcome evaluate(Bindings bindings, Limits limits) {
    Boolean decided = byShortcut(bindings, limits);
    return decided == null ? byRuntime(bindings, limits) : new Outcome.Value(decided);
  }

  /// What a shortcut says, if there is one and it comes to an end.
  @Nullable Boolean byShortcut(Bindings bindings, Limits limits) {
    return shortcut == null ? null : shortcut.evaluate(bindings, limits);
  }

  /// What the runtime says, which has the last word.
  Outcome byRuntime(Bindings bindings, Limits limits) {
    Budget budget = new Budget(limits);
    Known known = new Known(bindings);
    Outcome outcome;
    try {
      Object value = program.trace(known, budget);
      outcome = new Outcome.Value(value);
    } catch (CelEvaluationException e) {
      outcome = new Outcome.Broken(reason(e));
    } catch (StackOverflowError e) {
      outcome = new Outcome.Broken("it nests too deep");
    }
    String exceeded = budget.exceeded();
    String missing = known.missing;
    if (exceeded != null) {
      return new Outcome.Broken(exceeded);
    }
    return missing == null ? outcome : new Outcome.Broken(missing);
  }

  /// The variables of one evaluation. The runtime gives the other side of `||` the say when one has
  /// no value, so what is missing is kept here and asked for afterwards.
  private static final class Known implements CelVariableResolver {

    private final Bindings bindings;
    private @Nullable String missing;

    Known(Bindings bindings) {
      this.bindings = bindings;
    }

    @Override
    public Optional<Object> find(String name) {
      try {
        return bindings.find(name).map(Adapted::of);
      } catch (Unavailable e) {
        if (missing == null) {
          missing = e.getMessage();
        }
        return Optional.empty();
      }
    }
  }

  /// The values that decide an evaluation, in the order of the text; fewer when it comes to no end.
  public List<Reason> explain(Bindings bindings, Limits limits) {
    Budget budget = new Budget(limits);
    Reasons reasons = new Reasons(ast);
    try {
      Object unused =
          program.trace(
              name -> bindings.find(name).map(Adapted::of),
              (expression, value) -> {
                budget.callback(expression, value);
                reasons.callback(expression, value);
              });
    } catch (CelEvaluationException | StackOverflowError e) {
      // What was seen until then is what there is to tell; the finding itself says why it ended.
      return reasons.tell();
    }
    return reasons.tell();
  }

  private static String reason(CelException e) {
    Throwable cause = e.getCause();
    String message =
        cause instanceof IllegalArgumentException && cause.getMessage() != null
            ? cause.getMessage()
            : Objects.requireNonNullElse(e.getMessage(), e.getErrorCode().name());
    String line =
        message.lines().findFirst().orElse("").replaceFirst("^evaluation error( at \\S*)?: ", "");
    if (line.equals("/ by zero")) {
      return "it divides by zero";
    }
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }
}
