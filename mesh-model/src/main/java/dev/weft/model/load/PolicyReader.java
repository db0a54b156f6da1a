// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.PolicyManifest.Text;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a policy of checked form and checks that its parts fit each other. Its expressions are
/// texts here; whoever evaluates them checks them.
final class PolicyReader {

  private static final List<String> TYPES =
      List.of("string", "int", "double", "bool", "duration", "strings");
  private static final List<String> PARAM_KEYS = List.of("type", "default", "meaning", "tighten");
  private static final List<String> GIVEN_KEYS =
      List.of(
          "product",
          "port",
          "ports",
          "fields",
          "description",
          "input",
          "grant",
          "reader",
          "team",
          "mesh",
          "terms",
          "before",
          "params");

  /// A fix changes the manifest of a product or of a grant, and nothing else.
  private static final List<String> FIXED_KEYS = List.of("product", "port", "grant");

  private static final List<String> WITHOUT_BASE =
      List.of("description", "severity", "mode", "checks");

  private final Manifest.Header header;
  private final @Nullable String domain;
  private final Mapping spec;
  private final List<Diagnostic> diagnostics;

  PolicyReader(
      Manifest.Header header, @Nullable String domain, Mapping spec, List<Diagnostic> diagnostics) {
    this.header = header;
    this.domain = domain;
    this.spec = spec;
    this.diagnostics = diagnostics;
  }

  PolicyManifest read() {
    String basedOn = Reading.text(spec, "basedOn");
    if (basedOn == null) {
      requireAll();
    }
    return new PolicyManifest(
        header,
        domain,
        basedOn,
        Reading.text(spec, "version", ""),
        Reading.text(spec, "description", ""),
        Reading.text(spec, "severity", ""),
        Reading.text(spec, "mode", ""),
        modes(spec),
        rollout(),
        waivers(),
        appliesTo(),
        lets(),
        params(basedOn != null),
        checks(),
        tests());
  }

  private void requireAll() {
    for (String key : WITHOUT_BASE) {
      if (spec.find(key).isEmpty()) {
        error(
            spec.location(),
            Rules.MANIFEST_MISSING_KEY,
            "The required key `" + key + "` is missing in `Policy`.",
            "add it, or name the policy it is taken from with `basedOn`");
      }
    }
  }

  private PolicyManifest.@Nullable AppliesTo appliesTo() {
    Mapping map = Reading.mapping(spec, "appliesTo");
    if (Reading.isEmpty(map)) {
      return null;
    }
    return new PolicyManifest.AppliesTo(
        Reading.text(map, "each", "product"),
        Reading.texts(map, "domains"),
        Reading.sortedTexts(map, "changes"),
        text(map, "when"));
  }

  private static TreeMap<String, String> modes(Mapping map) {
    TreeMap<String, String> modes = new TreeMap<>();
    for (YamlNode.Entry entry : Reading.mapping(map, "modes").entries()) {
      modes.put(entry.key(), ((YamlNode.Scalar) entry.value()).text());
    }
    return modes;
  }

  private List<PolicyManifest.Step> rollout() {
    TreeMap<LocalDate, PolicyManifest.Step> steps = new TreeMap<>();
    for (YamlNode item : Reading.items(spec, "rollout")) {
      Mapping map = Reading.mapping(item);
      LocalDate from = LocalDate.parse(Reading.required(map, "from"));
      var step = new PolicyManifest.Step(from, Reading.required(map, "mode"), modes(map));
      if (steps.put(from, step) != null) {
        error(
            map.at("from"),
            Rules.MANIFEST_DUPLICATE,
            "The rollout has two steps from " + from + " on.",
            "keep one of the two");
      }
    }
    return List.copyOf(steps.values());
  }

  private PolicyManifest.@Nullable WaiverTerms waivers() {
    Mapping map = Reading.mapping(spec, "waivers");
    if (Reading.isEmpty(map)) {
      return null;
    }
    Boolean isAllowed = Reading.flag(map, "allowed");
    return new PolicyManifest.WaiverTerms(
        isAllowed == null || isAllowed,
        Reading.duration(map, "longest"),
        Reading.texts(map, "approvers"),
        Reading.whole(map, "perDomain"));
  }

  private List<PolicyManifest.Let> lets() {
    List<PolicyManifest.Let> lets = new ArrayList<>();
    Mapping map = Reading.mapping(spec, "let");
    for (YamlNode.Entry entry : map.entries()) {
      if (entry.value() instanceof YamlNode.Scalar scalar) {
        lets.add(new PolicyManifest.Let(entry.key(), new Text(scalar.text(), scalar.location())));
      }
    }
    return lets;
  }

  private TreeMap<String, PolicyManifest.Param> params(boolean isBased) {
    TreeMap<String, PolicyManifest.Param> params = new TreeMap<>();
    for (YamlNode.Entry entry : Reading.mapping(spec, "params").entries()) {
      if (entry.value() instanceof Mapping map) {
        declared(entry, map, params);
      } else if (isBased) {
        params.put(entry.key(), new PolicyManifest.Param(null, entry.value(), "", ""));
      } else {
        error(
            entry.value().location(),
            Rules.MANIFEST_WRONG_TYPE,
            "The parameter `" + entry.key() + "` has a value and no type.",
            "write for example `" + entry.key() + ": {type: duration, default: P90D}`");
      }
    }
    return params;
  }

  private void declared(
      YamlNode.Entry entry, Mapping map, TreeMap<String, PolicyManifest.Param> params) {
    for (YamlNode.Entry inner : map.entries()) {
      if (!PARAM_KEYS.contains(inner.key())) {
        error(
            inner.keyLocation(),
            Rules.MANIFEST_UNKNOWN_KEY,
            "Unknown key `%s` in the parameter `%s`.".formatted(inner.key(), entry.key()),
            Words.didYouMean(inner.key(), PARAM_KEYS, "known keys"));
      }
    }
    String type = Reading.text(map, "type");
    YamlNode value = map.value("default");
    if (type == null || value == null) {
      error(
          map.location(),
          Rules.MANIFEST_MISSING_KEY,
          "The parameter `%s` lacks `%s`."
              .formatted(entry.key(), type == null ? "type" : "default"),
          "write for example `" + entry.key() + ": {type: duration, default: P90D}`");
    } else if (!TYPES.contains(type)) {
      error(
          map.at("type"),
          Rules.MANIFEST_UNKNOWN_WORD,
          "`" + type + "` is no type of a parameter.",
          Words.didYouMean(type, TYPES, "types"));
    } else {
      params.put(
          entry.key(),
          new PolicyManifest.Param(
              type, value, Reading.text(map, "meaning", ""), tighten(entry.key(), type, map)));
    }
  }

  private String tighten(String param, String type, Mapping map) {
    String word = Reading.text(map, "tighten", "");
    List<String> known =
        switch (type) {
          case "int", "double", "duration" -> List.of("lower", "higher");
          case "strings" -> List.of("subset", "superset");
          default -> List.of();
        };
    if (word.isEmpty() || known.contains(word)) {
      return word;
    }
    if (known.isEmpty()) {
      error(
          map.at("tighten"),
          Rules.MANIFEST_CONFLICT,
          "The parameter `%s` is a `%s`, of which no value asks for more than another."
              .formatted(param, type),
          "remove `tighten`; then no domain may change it");
    } else {
      error(
          map.at("tighten"),
          Rules.MANIFEST_UNKNOWN_WORD,
          "`%s` is no direction of the parameter `%s`.".formatted(word, param),
          Words.didYouMean(word, known, "directions of a `" + type + "`"));
    }
    return "";
  }

  private List<PolicyManifest.Check> checks() {
    List<PolicyManifest.Check> checks = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode item : Reading.items(spec, "checks")) {
      Mapping map = Reading.mapping(item);
      String id = Reading.required(map, "id");
      if (!seen.add(id)) {
        error(
            map.at("id"),
            Rules.MANIFEST_DUPLICATE,
            "The check `" + id + "` is given twice.",
            "keep one of the two");
      }
      Text condition = text(map, "assert");
      Text say = text(map, "say");
      Text at = text(map, "at");
      checks.add(
          new PolicyManifest.Check(
              id,
              java.util.Objects.requireNonNull(condition),
              java.util.Objects.requireNonNull(say),
              at == null ? new Text("", map.location()) : at,
              text(map, "hint"),
              fix(map)));
    }
    return checks;
  }

  private List<PolicyManifest.FixStep> fix(Mapping check) {
    List<PolicyManifest.FixStep> steps = new ArrayList<>();
    for (YamlNode item : Reading.items(check, "fix")) {
      Mapping map = Reading.mapping(item);
      String op = Reading.required(map, "op");
      YamlNode value = map.value("value");
      Text expression = text(map, "expr");
      int values = (value == null ? 0 : 1) + (expression == null ? 0 : 1);
      if (values != (op.equals("remove") ? 0 : 1)) {
        error(
            map.location(),
            Rules.MANIFEST_CONFLICT,
            op.equals("remove")
                ? "A step that removes has no value."
                : "A step of a fix has either a `value` or an `expr`.",
            op.equals("remove") ? "leave out `value` and `expr`" : "give one of the two");
      }
      Text at = text(map, "at");
      steps.add(
          new PolicyManifest.FixStep(
              op, at == null ? new Text("", map.location()) : at, value, expression, map));
    }
    return steps;
  }

  private List<PolicyManifest.Case> tests() {
    List<PolicyManifest.Case> tests = new ArrayList<>();
    for (YamlNode item : Reading.items(spec, "tests")) {
      Mapping map = Reading.mapping(item);
      Mapping given = Reading.mapping(map, "given");
      known("given", given, GIVEN_KEYS);
      Mapping fixed = map.value("fixed") instanceof Mapping known ? known : null;
      if (fixed != null) {
        known("fixed", fixed, FIXED_KEYS);
      }
      tests.add(
          new PolicyManifest.Case(
              Reading.required(map, "name"), given, Reading.sortedTexts(map, "finds"), fixed, map));
    }
    return tests;
  }

  private void known(String key, Mapping map, List<String> keys) {
    for (YamlNode.Entry entry : map.entries()) {
      if (!keys.contains(entry.key())) {
        error(
            entry.keyLocation(),
            Rules.MANIFEST_UNKNOWN_KEY,
            "Unknown key `%s` in `%s`.".formatted(entry.key(), key),
            Words.didYouMean(entry.key(), keys, "known keys"));
      }
    }
  }

  private static @Nullable Text text(Mapping map, String key) {
    return map.value(key) instanceof YamlNode.Scalar scalar
        ? new Text(scalar.text(), scalar.location())
        : null;
  }

  private void error(Location location, String rule, String message, String hint) {
    diagnostics.add(Diagnostic.error(location, rule, message, hint));
  }
}
