// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Engine;
import dev.weft.governance.engine.Expression;
import dev.weft.governance.engine.Mistake;
import dev.weft.governance.engine.Template;
import dev.weft.governance.engine.Variable;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.language.ManifestKeys;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.PolicyManifest.Text;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compiles a policy that takes nothing from another any more: checks every expression against the
/// types of what it reads, and every place against the manifest language.
final class PolicyCompiler {

  private static final int MOST_QUOTED = 60;
  private static final PolicyManifest.AppliesTo EVERYTHING =
      new PolicyManifest.AppliesTo("product", List.of(), List.of(), null);

  private final PolicyManifest manifest;
  private final PolicyManifest.AppliesTo scope;
  private final boolean isBuiltIn;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Params params;
  private final List<Policy.Let> lets = new ArrayList<>();
  private Engine engine;

  /// A policy, or what is wrong with it.
  ///
  /// @param policy absent when there are errors
  /// @param diagnostics what is wrong
  record Compiled(@Nullable Policy policy, List<Diagnostic> diagnostics) {}

  /// @param manifest with everything filled in that it takes from a base
  PolicyCompiler(PolicyManifest manifest, boolean isBuiltIn) {
    this.manifest = manifest;
    this.isBuiltIn = isBuiltIn;
    this.scope = Objects.requireNonNullElse(manifest.appliesTo(), EVERYTHING);
    this.params = params(manifest, PolicySet.NO_PARAMS, diagnostics);
    List<Variable> variables = new ArrayList<>(Each.of(scope.each()).variables());
    variables.addAll(params.variables());
    this.engine = Engine.over(variables);
  }

  /// What its conditions are compiled by, once it is compiled.
  Engine engine() {
    return engine;
  }

  /// The parameters of a policy.
  ///
  /// @param values values that count before its own
  static Params params(
      PolicyManifest manifest, YamlNode.Mapping values, List<Diagnostic> problems) {
    Params all = new Params(problems);
    all.add(manifest.params(), manifest);
    all.add(values);
    return all;
  }

  Compiled compile() {
    Each each = Each.of(scope.each());
    manifest.lets().forEach(this::let);
    Text when = scope.when();
    Expression condition = when == null ? null : condition(when, "`appliesTo.when`");
    List<Policy.Check> checks = new ArrayList<>();
    for (PolicyManifest.Check check : manifest.checks()) {
      Policy.Check compiled = check(check, each);
      if (compiled != null) {
        checks.add(compiled);
      }
    }
    if (!diagnostics.isEmpty()) {
      return new Compiled(null, List.copyOf(diagnostics));
    }
    return new Compiled(
        new Policy(
            manifest.name(),
            Policy.major(manifest),
            manifest.header().title(),
            manifest.description(),
            manifest.domain(),
            isBuiltIn,
            manifest.severity(),
            Modes.of(manifest),
            Objects.requireNonNullElse(manifest.waivers(), PolicyManifest.WaiverTerms.ANY),
            each,
            scope.domains(),
            scope.changes(),
            condition,
            lets,
            params.values(),
            checks,
            manifest.location()),
        List.of());
  }

  /// From here on, expressions may read it.
  private void let(PolicyManifest.Let let) {
    String what = "`let.%s`".formatted(let.name());
    if (engine.knows(let.name())) {
      error(
          let.value(),
          PolicyRules.EXPRESSION,
          what + ": there is a variable `%s` already.".formatted(let.name()),
          "give it another name");
      return;
    }
    Engine.Compiled compiled = engine.value(let.value().text());
    report(compiled.mistakes(), let.value(), what);
    Expression expression = compiled.expression();
    Variable.Kind kind = compiled.kind();
    if (expression != null && kind != null) {
      lets.add(new Policy.Let(let.name(), expression));
      engine = engine.with(new Variable(let.name(), kind));
    }
  }

  private @Nullable Expression condition(Text text, String what) {
    Engine.Compiled compiled = engine.condition(text.text());
    report(compiled.mistakes(), text, what);
    return compiled.expression();
  }

  private Policy.@Nullable Check check(PolicyManifest.Check check, Each each) {
    String prefix = "check `" + check.id() + "`, ";
    Expression condition = condition(check.condition(), prefix + "`assert`");
    Template say = template(check.say(), prefix + "`say`");
    Text hintText = check.hint();
    Template hint = hintText == null ? null : template(hintText, prefix + "`hint`");
    Policy.Place at = place(check.at(), each, check.id());
    Fix fix =
        new FixCompiler(engine, each, diagnostics, this::report).compile(check, at, isBuiltIn);
    return condition == null || at == null
        ? null
        : new Policy.Check(check.id(), condition, say, at, hint, fix);
  }

  /// The words of policies that come with Weft are known to be right, so they are compiled when a
  /// finding needs them: in a fresh process they would be half of the work.
  private Template template(Text text, String what) {
    if (isBuiltIn) {
      return Template.later(text.text(), engine);
    }
    Template.Compiled compiled = Template.compile(text.text(), engine);
    report(compiled.mistakes(), text, what);
    return compiled.template();
  }

  private Policy.@Nullable Place place(Text at, Each each, String check) {
    if (at.text().isBlank()) {
      return new Policy.Place(false, List.of());
    }
    List<Object> steps;
    try {
      steps = Arrays.asList(YamlPath.parse(at.text()));
    } catch (IllegalArgumentException e) {
      error(
          at,
          PolicyRules.PLACE,
          "check `" + check + "`: `at` is no path: " + e.getMessage() + ".",
          "");
      return null;
    }
    boolean isMetadata = steps.getFirst().equals("metadata");
    List<String> keys = new ArrayList<>(isMetadata ? List.of() : each.root());
    steps.stream().filter(String.class::isInstance).map(String.class::cast).forEach(keys::add);
    ManifestKeys.Unknown unknown = ManifestKeys.follow(each.kind(), keys);
    if (unknown != null) {
      error(
          at,
          PolicyRules.PLACE,
          "check `%s`: `at` leads to `%s`, which is no key there.".formatted(check, unknown.step()),
          Words.didYouMean(unknown.step(), unknown.known(), "keys"));
      return null;
    }
    return new Policy.Place(isMetadata, steps);
  }

  private void error(Text at, String rule, String message, String hint) {
    diagnostics.add(Diagnostic.error(at.location(), rule, message, hint));
  }

  private void report(List<Mistake> mistakes, Text text, String what) {
    for (Mistake mistake : mistakes) {
      String near = near(text.text(), mistake.offset());
      diagnostics.add(
          Diagnostic.error(
              text.location(),
              PolicyRules.EXPRESSION,
              "%s: %s%s."
                  .formatted(what, mistake.message(), near.isEmpty() ? "" : ", at `" + near + "`"),
              mistake.hint()));
    }
  }

  /// The part of an expression that a mistake is about: from the word before the place.
  private static String near(String text, int offset) {
    if (offset <= 0 && text.length() > MOST_QUOTED) {
      return "";
    }
    int from = Math.min(offset, text.length());
    while (from > 0 && isPartOfName(text.charAt(from - 1))) {
      from--;
    }
    int to = Math.min(text.length(), Math.max(from, offset) + 1);
    while (to < text.length() && isPartOfName(text.charAt(to))) {
      to++;
    }
    return text.substring(from, Math.min(to, from + MOST_QUOTED)).strip().replaceFirst("\\($", "");
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }
}
