// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.engine.Limits;
import dev.weft.governance.engine.Outcome;
import dev.weft.governance.engine.Template;
import dev.weft.governance.policy.Fix;
import dev.weft.governance.policy.Policy;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.yaml.YamlFlow;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Kind;
import dev.weft.model.yaml.YamlStep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Works out what the fix of a check comes to for the values of a finding. One whose value cannot
/// be told is none: nobody is offered a guess.
final class Proposals {

  private static final Location NOWHERE = Location.ofFile("");

  private Proposals() {}

  /// @param paths the path of a place in its file; null when it has none
  static @Nullable Proposal of(
      Fix fix, Values values, Function<Policy.Place, @Nullable List<Object>> paths) {
    List<YamlStep> steps = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Fix.Step step : fix.steps()) {
      List<Object> path = paths.apply(step.at());
      Fix.Value source = step.value();
      YamlNode value = source == null ? null : value(source, values);
      if (path == null || source != null && value == null) {
        return null;
      }
      String key = "`" + step.at().path() + "`";
      if (value == null) {
        steps.add(new YamlStep.Remove(path));
        words.add("remove " + key);
      } else if (step.op() == Fix.Op.ADD) {
        steps.add(new YamlStep.Add(path, value));
        words.add("add `%s` to %s".formatted(YamlFlow.write(value), key));
      } else {
        steps.add(new YamlStep.Set(path, value));
        words.add("set %s to `%s`".formatted(key, YamlFlow.write(value)));
      }
    }
    return steps.isEmpty() ? null : new Proposal(steps, String.join(", then ", words));
  }

  private static @Nullable YamlNode value(Fix.Value source, Values values) {
    return switch (source) {
      case Fix.Value.Written written -> written.node();
      case Fix.Value.Computed computed ->
          switch (computed.expression().get().evaluate(values, Limits.STANDARD)) {
            case Outcome.Value(Object value) -> node(value);
            case Outcome.Broken _ -> null;
          };
    };
  }

  private static @Nullable YamlNode node(Object value) {
    return switch (value) {
      case String text -> scalar(text, Kind.TEXT);
      case Long number -> scalar(number.toString(), Kind.WHOLE);
      case Double number ->
          Double.isFinite(number) ? scalar(number.toString(), Kind.DECIMAL) : null;
      case Boolean flag -> scalar(flag.toString(), Kind.FLAG);
      case Duration duration -> scalar(Template.duration(duration), Kind.TEXT);
      case Instant time -> scalar(LocalDate.ofInstant(time, ZoneOffset.UTC).toString(), Kind.TEXT);
      case List<?> list -> {
        List<YamlNode> items = new ArrayList<>();
        for (Object item : list) {
          YamlNode node = node(item);
          if (node == null) {
            yield null;
          }
          items.add(node);
        }
        yield new YamlNode.Sequence(items, NOWHERE);
      }
      default -> null;
    };
  }

  private static YamlNode scalar(String text, Kind kind) {
    return new YamlNode.Scalar(text, kind, NOWHERE);
  }
}
