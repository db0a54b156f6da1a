// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Engine;
import dev.weft.governance.engine.Expression;
import dev.weft.governance.engine.Mistake;
import dev.weft.governance.engine.Variable;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.language.ManifestKeys;
import dev.weft.model.language.ManifestKeys.Form;
import dev.weft.model.language.ManifestKeys.Slot;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.PolicyManifest.Text;
import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Compiles the fix of a check: every step leads to a key of the manifest, and its value is of a
/// type that may stand there.
final class FixCompiler {

  private final Engine engine;
  private final Each each;
  private final List<Diagnostic> diagnostics;
  private final Reporter reporter;

  /// Tells mistakes of an expression.
  interface Reporter {
    void report(List<Mistake> mistakes, Text text, String what);
  }

  FixCompiler(Engine engine, Each each, List<Diagnostic> diagnostics, Reporter reporter) {
    this.engine = engine;
    this.each = each;
    this.diagnostics = diagnostics;
    this.reporter = reporter;
  }

  /// The fix; null when the check has none. Of policies that come with Weft expressions are known
  /// to be right, so they are compiled when a finding needs them.
  @Nullable Fix compile(PolicyManifest.Check check, Policy.@Nullable Place at, boolean isBuiltIn) {
    if (check.fix().isEmpty() || at == null) {
      return null;
    }
    List<Fix.Step> steps = new ArrayList<>();
    for (PolicyManifest.FixStep written : check.fix()) {
      Fix.Op op = Fix.Op.valueOf(written.op().toUpperCase(Locale.ROOT));
      Policy.Place place = place(written, at, check.id());
      Text text = written.expression();
      if (place != null && isBuiltIn && text != null) {
        steps.add(new Fix.Step(op, place, new Fix.Value.Computed(later(text.text()))));
      } else if (place != null) {
        Fix.Step step = step(op, place, written, check.id());
        if (step != null) {
          steps.add(step);
        }
      }
    }
    return new Fix(steps);
  }

  private Supplier<Expression> later(String text) {
    return new Supplier<>() {
      private @Nullable Expression known;

      @Override
      public synchronized Expression get() {
        Expression expression = known;
        if (expression == null) {
          expression = Objects.requireNonNull(engine.value(text).expression(), text);
          known = expression;
        }
        return expression;
      }
    };
  }

  private Policy.@Nullable Place place(PolicyManifest.FixStep step, Policy.Place at, String check) {
    String pointer = step.at().text();
    if (!pointer.isEmpty() && !pointer.startsWith("/")) {
      error(
          step.at().location(),
          check,
          "`%s` is no JSON pointer.".formatted(pointer),
          "begin it with `/`; it leads on from the check's `at`");
      return null;
    }
    List<Object> steps = new ArrayList<>(at.steps());
    Arrays.stream(pointer.split("/", -1))
        .skip(1)
        .map(key -> key.replace("~1", "/").replace("~0", "~"))
        .forEach(steps::add);
    if (steps.isEmpty()) {
      error(
          step.node().location(),
          check,
          "The step is about everything at once.",
          "say with `at` which key it is for");
      return null;
    }
    return new Policy.Place(at.isMetadata(), steps);
  }

  private Fix.@Nullable Step step(
      Fix.Op op, Policy.Place place, PolicyManifest.FixStep written, String check) {
    List<String> keys = new ArrayList<>(place.isMetadata() ? List.of() : each.root());
    place.steps().stream().map(String::valueOf).forEach(keys::add);
    Slot slot = ManifestKeys.slot(each.kind(), keys).orElse(null);
    if (slot == null) {
      ManifestKeys.Unknown unknown = ManifestKeys.follow(each.kind(), keys);
      error(
          written.at().location(),
          check,
          "`at` leads to `%s`, which is no key there.".formatted(keys.getLast()),
          unknown == null ? "" : Words.didYouMean(unknown.step(), unknown.known(), "keys"));
      return null;
    }
    if (op == Fix.Op.ADD && !slot.isList()) {
      error(
          written.node().at("op"),
          check,
          "`%s` is no list that something could be added to.".formatted(keys.getLast()),
          "write `op: set`");
      return null;
    }
    if (op == Fix.Op.REMOVE) {
      return removal(place, written, check, slot);
    }
    YamlNode value = written.value();
    Text expression = written.expression();
    if (value != null) {
      for (Diagnostic problem : ManifestKeys.check(each.kind(), keys, value, op == Fix.Op.ADD)) {
        error(problem.location(), check, problem.message(), problem.hint());
      }
      return new Fix.Step(op, place, new Fix.Value.Written(value));
    }
    return expression == null ? null : computed(op, place, expression, check, slot);
  }

  private Fix.@Nullable Step removal(
      Policy.Place place, PolicyManifest.FixStep written, String check, Slot slot) {
    if (slot.isRequired()) {
      error(
          written.node().at("op"),
          check,
          "`%s` cannot be removed, every manifest has one.".formatted(place.steps().getLast()),
          "give it another value with `op: set`");
      return null;
    }
    return new Fix.Step(Fix.Op.REMOVE, place, null);
  }

  private Fix.@Nullable Step computed(
      Fix.Op op, Policy.Place place, Text text, String check, Slot slot) {
    Engine.Compiled compiled = engine.value(text.text());
    reporter.report(compiled.mistakes(), text, "check `" + check + "`, `fix`");
    Expression expression = compiled.expression();
    Variable.Kind kind = compiled.kind();
    if (expression == null || kind == null) {
      return null;
    }
    String type = new Variable("value", kind).describe();
    boolean isListWanted = slot.isList() && op == Fix.Op.SET;
    boolean isList = type.equals("list(string)");
    Form form = isList ? Form.TEXT : form(type);
    if (form == null || isList != isListWanted || !slot.forms().contains(form)) {
      error(
          text.location(),
          check,
          "The expression gives `%s`, but `%s` takes %s."
              .formatted(type, place.steps().getLast(), slot.expectation()),
          type.startsWith("optional") ? "take the value with `.value()` or `.orValue(…)`" : "");
      return null;
    }
    return new Fix.Step(op, place, new Fix.Value.Computed(() -> expression));
  }

  /// Types whose values a manifest can hold.
  private static @Nullable Form form(String type) {
    return switch (type) {
      case "string" -> Form.TEXT;
      case "int" -> Form.WHOLE;
      case "double" -> Form.NUMBER;
      case "bool" -> Form.FLAG;
      case "duration" -> Form.DURATION;
      case "timestamp" -> Form.DATE;
      default -> null;
    };
  }

  private void error(Location location, String check, String message, String hint) {
    diagnostics.add(
        Diagnostic.error(
            location, PolicyRules.FIX, "check `%s`, `fix`: %s".formatted(check, message), hint));
  }
}
