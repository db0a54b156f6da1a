// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Expression;
import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Steps that put the findings of a check right in the manifest.
public record Fix(List<Step> steps) {

  public Fix {
    steps = List.copyOf(steps);
  }

  /// What a step does.
  public enum Op {
    SET,
    ADD,
    REMOVE
  }

  /// A step.
  ///
  /// @param op what it does
  /// @param at where, from where the subject begins
  /// @param value of what it sets or adds; absent when it takes something away
  public record Step(Op op, Policy.Place at, @Nullable Value value) {}

  /// Where a value comes from.
  public sealed interface Value {
    /// It stands in the policy.
    record Written(YamlNode node) implements Value {}

    /// An expression gives it.
    record Computed(Supplier<Expression> expression) implements Value {}
  }

  /// The same with another value of one step.
  Fix with(int step, Value value) {
    List<Step> changed = new ArrayList<>(steps);
    Step old = steps.get(step);
    changed.set(step, new Step(old.op(), old.at(), value));
    return new Fix(changed);
  }
}
