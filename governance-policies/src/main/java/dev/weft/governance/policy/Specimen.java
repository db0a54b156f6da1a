// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Engine;
import dev.weft.governance.engine.Expression;
import dev.weft.governance.engine.Mutation;
import dev.weft.governance.engine.Mutations;
import dev.weft.governance.engine.Variable;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.PolicyManifest.Text;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One policy by itself, for its test cases: in force everywhere, whatever it says about modes and
/// domains, with other values of parameters, or changed in one place.
public final class Specimen {

  private final PolicyManifest manifest;
  private final PolicyManifest whole;
  private final PolicyCompiler compiler;
  private final @Nullable Policy policy;
  private final List<Diagnostic> diagnostics;

  private Specimen(PolicyManifest manifest, @Nullable PolicyManifest base) {
    this.manifest = manifest;
    this.whole = Inheritance.merge(manifest, base);
    this.compiler = new PolicyCompiler(whole, false);
    PolicyCompiler.Compiled compiled = compiler.compile();
    Policy ready = compiled.policy();
    this.policy = ready == null ? null : ready.inForce();
    this.diagnostics = compiled.diagnostics();
  }

  /// A policy, compiled once.
  ///
  /// @param base the policy it is based on, if it is
  public static Specimen of(PolicyManifest manifest, @Nullable PolicyManifest base) {
    return new Specimen(manifest, base);
  }

  /// What is wrong with the policy.
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /// The policy alone.
  ///
  /// @param params values by name that count before all others
  public PolicySet with(Mapping params) {
    return with(policy, null, params);
  }

  /// The policy, changed in one place.
  public PolicySet with(Variant variant, Mapping params) {
    return with(variant.policy, variant.param, params);
  }

  private PolicySet with(@Nullable Policy one, YamlNode.@Nullable Entry param, Mapping params) {
    List<YamlNode.Entry> values = new ArrayList<>();
    if (param != null && params.find(param.key()).isEmpty()) {
      values.add(param);
    }
    values.addAll(params.entries());
    List<Diagnostic> problems = new ArrayList<>();
    Params all = PolicyCompiler.params(whole, new Mapping(values, params.location()), problems);
    // Those of the policy's own parameters have been told when it was compiled.
    problems.removeAll(diagnostics);
    problems.addAll(0, diagnostics);
    return new PolicySet(
        one == null ? List.of() : List.of(one.with(all.values())), List.of(), problems);
  }

  /// A policy that differs from the real one in one place.
  public static final class Variant {

    private final String place;
    private final String from;
    private final String to;
    private final Location location;
    private final Policy policy;
    private final YamlNode.@Nullable Entry param;

    private Variant(
        Site site, String from, String to, Policy policy, YamlNode.@Nullable Entry param) {
      this.place = site.place;
      this.from = from;
      this.to = to;
      this.location = site.location;
      this.policy = policy;
      this.param = param;
    }

    /// Which part of the policy it is in, as `check `mode`, `assert``.
    public String place() {
      return place;
    }

    /// What the policy says.
    public String from() {
      return from;
    }

    /// What the variant says instead.
    public String to() {
      return to;
    }

    /// Where that part begins.
    public Location location() {
      return location;
    }
  }

  private record Site(String place, Location location) {}

  /// The policy in every variant that still compiles; those of what it takes from its base are the
  /// base's own.
  public List<Variant> variants() {
    Policy real = policy;
    if (real == null) {
      return List.of();
    }
    List<Variant> variants = new ArrayList<>();
    PolicyManifest.AppliesTo scope = manifest.appliesTo();
    if (scope != null) {
      changes(scope, real, variants);
      when(scope, real, variants);
    }
    for (PolicyManifest.Let let : manifest.lets()) {
      Site site = new Site("`let." + let.name() + "`", let.value().location());
      expression(site, let.value(), variants, value -> real.with(let.name(), value));
    }
    for (int i = 0; i < manifest.checks().size(); i++) {
      PolicyManifest.Check check = manifest.checks().get(i);
      int position = i;
      expression(
          new Site("check `" + check.id() + "`, `assert`", check.condition().location()),
          check.condition(),
          variants,
          condition -> real.with(position, condition));
      fix(check, position, real, variants);
    }
    manifest.params().forEach((name, param) -> param(name, param, real, variants));
    return List.copyOf(variants);
  }

  private void changes(PolicyManifest.AppliesTo scope, Policy real, List<Variant> variants) {
    Location location = manifest.header().spec().at("appliesTo", "changes");
    Site site = new Site("`appliesTo.changes`", location);
    for (String kind : scope.changes()) {
      List<String> others = new ArrayList<>(scope.changes());
      others.remove(kind);
      // Of an empty list every kind is meant, so what is left stands for none.
      List<String> rest = others.isEmpty() ? List.of("") : others;
      variants.add(
          new Variant(site, scope.changes().toString(), others.toString(), real.with(rest), null));
    }
  }

  private void when(PolicyManifest.AppliesTo scope, Policy real, List<Variant> variants) {
    Text when = scope.when();
    if (when != null) {
      Site site = new Site("`appliesTo.when`", when.location());
      variants.add(new Variant(site, when.text(), "true", real.with((Expression) null), null));
      expression(site, when, variants, real::with);
    }
  }

  private void expression(
      Site site, Text text, List<Variant> variants, Function<Expression, Policy> changed) {
    Engine.Compiled before = compiler.engine().value(text.text());
    for (Mutation mutation : Mutations.of(text.text())) {
      Engine.Compiled compiled = compiler.engine().value(mutation.text());
      Expression expression = compiled.expression();
      if (expression != null && Objects.equals(compiled.kind(), before.kind())) {
        variants.add(
            new Variant(site, mutation.from(), mutation.to(), changed.apply(expression), null));
      }
    }
  }

  /// Without its fix, and with each expression of it changed.
  private void fix(PolicyManifest.Check check, int position, Policy real, List<Variant> variants) {
    Fix fix = real.checks().get(position).fix();
    if (fix == null) {
      return;
    }
    Site site =
        new Site("check `" + check.id() + "`, `fix`", check.fix().getFirst().node().location());
    variants.add(new Variant(site, "the fix", "none", real.with(position, (Fix) null), null));
    for (int i = 0; i < fix.steps().size(); i++) {
      Text text = check.fix().get(i).expression();
      int step = i;
      if (text != null) {
        expression(
            new Site(site.place, text.location()),
            text,
            variants,
            value -> real.with(position, fix.with(step, new Fix.Value.Computed(() -> value))));
      }
    }
  }

  private void param(String name, PolicyManifest.Param param, Policy real, List<Variant> variants) {
    PolicyManifest.Param declared = whole.params().get(name);
    if (declared == null || declared.type() == null) {
      return;
    }
    Variable.Type type = Variable.Type.valueOf(declared.type().toUpperCase(Locale.ROOT));
    Site site = new Site("`params." + name + "`", param.value().location());
    for (YamlNode other : OtherValues.of(type, param.value())) {
      variants.add(
          new Variant(
              site,
              OtherValues.shown(param.value()),
              OtherValues.shown(other),
              real,
              new YamlNode.Entry(name, param.value().location(), other)));
    }
  }
}
