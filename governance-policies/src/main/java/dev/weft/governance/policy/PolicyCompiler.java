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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Compiles a policy: fills in what it takes from its base, checks every expression against the
/// types of what it reads, and every place against the manifest language.
final class PolicyCompiler {

  private static final int MOST_QUOTED = 60;

  private final PolicyManifest manifest;
  private final @Nullable PolicyManifest base;
  private final boolean isBuiltIn;
  private final YamlNode.Mapping given;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /// A policy, or what is wrong with it.
  ///
  /// @param policy absent when there are errors
  /// @param diagnostics what is wrong
  record Compiled(@Nullable Policy policy, List<Diagnostic> diagnostics) {}

  /// @param base the built-in policy it is based on, if any
  /// @param given values of parameters that count before all others
  PolicyCompiler(
      PolicyManifest manifest,
      @Nullable PolicyManifest base,
      boolean isBuiltIn,
      YamlNode.Mapping given) {
    this.given = given;
    this.manifest = manifest;
    this.base = base;
    this.isBuiltIn = isBuiltIn;
  }

  Compiled compile() {
    PolicyManifest.AppliesTo scope = scope();
    Each each = Each.of(scope.each());
    Params params = new Params(diagnostics);
    if (base != null) {
      params.add(base.params(), base);
    }
    params.add(manifest.params(), manifest);
    params.add(given);
    List<Variable> variables = new ArrayList<>(each.variables());
    variables.addAll(params.variables());
    Engine engine = Engine.over(variables);
    Text when = scope.when();
    Expression condition = when == null ? null : condition(when, "appliesTo.when", engine);
    List<PolicyManifest.Check> written =
        manifest.checks().isEmpty() && base != null ? base.checks() : manifest.checks();
    List<Policy.Check> checks = new ArrayList<>();
    for (PolicyManifest.Check check : written) {
      Policy.Check compiled = check(check, each, engine);
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
            title(),
            text(PolicyManifest::description),
            manifest.domain(),
            isBuiltIn,
            text(PolicyManifest::severity),
            modes(manifest, base),
            each,
            scope.domains(),
            condition,
            params.values(),
            checks,
            manifest.location()),
        List.of());
  }

  /// What `appliesTo` leaves out is taken from the base, key by key.
  private PolicyManifest.AppliesTo scope() {
    PolicyManifest.AppliesTo own = manifest.appliesTo();
    PolicyManifest.AppliesTo theirs = base == null ? null : base.appliesTo();
    if (own == null || theirs == null) {
      return own != null
          ? own
          : Objects.requireNonNullElse(
              theirs, new PolicyManifest.AppliesTo("product", List.of(), null));
    }
    boolean hasEach =
        manifest.header().spec().value("appliesTo") instanceof YamlNode.Mapping map
            && map.find("each").isPresent();
    return new PolicyManifest.AppliesTo(
        hasEach ? own.each() : theirs.each(),
        own.domains().isEmpty() ? theirs.domains() : own.domains(),
        own.when() == null ? theirs.when() : own.when());
  }

  private String title() {
    String own = manifest.header().title();
    return base == null || !own.equals(manifest.name()) ? own : base.header().title();
  }

  private String text(Function<PolicyManifest, String> part) {
    String own = part.apply(manifest);
    return own.isEmpty() && base != null ? part.apply(base) : own;
  }

  /// What the policy itself says counts before anything its base says.
  static Map<Point, Mode> modes(PolicyManifest manifest, @Nullable PolicyManifest base) {
    Map<Point, Mode> modes = new EnumMap<>(Point.class);
    for (Point point : Point.values()) {
      String word = manifest.modes().getOrDefault(point.word(), manifest.mode());
      if (word.isEmpty() && base != null) {
        word = base.modes().getOrDefault(point.word(), base.mode());
      }
      // A policy that does not say is not taken lightly.
      modes.put(point, word.isEmpty() ? Mode.ENFORCE : Mode.of(word));
    }
    return modes;
  }

  private @Nullable Expression condition(Text text, String what, Engine engine) {
    Engine.Compiled compiled = engine.condition(text.text());
    report(compiled.mistakes(), text, what);
    return compiled.expression();
  }

  private Policy.@Nullable Check check(PolicyManifest.Check check, Each each, Engine engine) {
    String prefix = "check `" + check.id() + "`, ";
    Expression condition = condition(check.condition(), prefix + "`assert`", engine);
    Template.Compiled say = template(check.say(), prefix + "`say`", engine);
    Text hintText = check.hint();
    Template.@Nullable Compiled hint =
        hintText == null ? null : template(hintText, prefix + "`hint`", engine);
    Policy.Place at = place(check.at(), each, check.id());
    return condition == null || at == null
        ? null
        : new Policy.Check(
            check.id(), condition, say.template(), at, hint == null ? null : hint.template());
  }

  private Template.Compiled template(Text text, String what, Engine engine) {
    Template.Compiled compiled = Template.compile(text.text(), engine);
    report(compiled.mistakes(), text, what);
    return compiled;
  }

  private Policy.@Nullable Place place(Text at, Each each, String check) {
    if (at.text().isBlank()) {
      return new Policy.Place(false, List.of());
    }
    List<Object> steps;
    try {
      steps = Arrays.asList(YamlPath.parse(at.text()));
    } catch (IllegalArgumentException e) {
      error(at, "check `" + check + "`: `at` is no path: " + e.getMessage() + ".", "");
      return null;
    }
    boolean isMetadata = steps.getFirst().equals("metadata");
    List<String> keys = new ArrayList<>(isMetadata ? List.of() : each.root());
    steps.stream().filter(String.class::isInstance).map(String.class::cast).forEach(keys::add);
    ManifestKeys.Unknown unknown = ManifestKeys.follow(each.kind(), keys);
    if (unknown != null) {
      error(
          at,
          "check `%s`: `at` leads to `%s`, which is no key there.".formatted(check, unknown.step()),
          Words.didYouMean(unknown.step(), unknown.known(), "keys"));
      return null;
    }
    return new Policy.Place(isMetadata, steps);
  }

  private void error(Text at, String message, String hint) {
    diagnostics.add(Diagnostic.error(at.location(), PolicyRules.PLACE, message, hint));
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
    return text.substring(from, Math.min(to, from + MOST_QUOTED)).strip();
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }
}
