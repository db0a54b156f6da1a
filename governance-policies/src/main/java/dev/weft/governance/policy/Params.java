// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Names;
import dev.weft.governance.engine.Variable;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.topic.Quantities;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The parameters of a policy: declared by it or its base, with values from either.
final class Params {

  private final SortedMap<String, Variable.Type> types = new TreeMap<>();
  private final SortedMap<String, Object> values = new TreeMap<>();
  private final List<Diagnostic> diagnostics;

  Params(List<Diagnostic> diagnostics) {
    this.diagnostics = diagnostics;
  }

  SortedMap<String, Object> values() {
    return values;
  }

  List<Variable> variables() {
    List<Variable> variables = new ArrayList<>();
    types.forEach((name, type) ->
        variables.add(new Variable("params." + name, new Variable.Kind.Simple(type))));
    return variables;
  }

  /// Adds what a manifest declares.
  void add(SortedMap<String, PolicyManifest.Param> params, PolicyManifest manifest) {
    params.forEach((name, param) -> {
      String written = param.type();
      if (written != null) {
        types.put(name, Variable.Type.valueOf(written.toUpperCase(Locale.ROOT)));
      }
    });
    params.forEach(
        (name, param) -> set(name, param.value(), manifest.header().spec().at("params", name)));
  }

  /// Adds plain values.
  void add(YamlNode.Mapping given) {
    for (YamlNode.Entry entry : given.entries()) {
      set(entry.key(), entry.value(), entry.keyLocation());
    }
  }

  private void set(String name, YamlNode node, Location place) {
    Variable.Type type = types.get(name);
    if (type == null) {
      error(
          place,
          "The policy has no parameter `" + name + "`.",
          Words.didYouMean(name, types.keySet(), "its parameters"));
      return;
    }
    Object value = value(type, node);
    if (value == null) {
      error(
          node.location(),
          "The parameter `%s` is %s, but %s is expected."
              .formatted(name, node.describe(), expected(type)),
          "");
    } else {
      values.put(name, value);
    }
  }

  /// The value as expressions take it; null when it is of another type.
  static @Nullable Object value(Variable.Type type, YamlNode node) {
    if (type == Variable.Type.STRINGS) {
      return strings(node);
    }
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return null;
    }
    String text = scalar.text();
    return switch (type) {
      case STRING -> scalar.kind() == Kind.TEXT ? text : null;
      case INT -> scalar.kind() == Kind.WHOLE && text.length() <= 18 ? Long.valueOf(text) : null;
      case DOUBLE ->
          scalar.kind() == Kind.WHOLE || scalar.kind() == Kind.DECIMAL
              ? Double.valueOf(text)
              : null;
      case BOOL -> scalar.kind() == Kind.FLAG ? Boolean.valueOf(text) : null;
      case DURATION -> Quantities.parseDuration(text).orElse(null);
      case TIMESTAMP, STRINGS -> null;
    };
  }

  private static @Nullable Object strings(YamlNode node) {
    if (!(node instanceof YamlNode.Sequence list)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!(item instanceof YamlNode.Scalar scalar) || scalar.kind() == Kind.NOTHING) {
        return null;
      }
      texts.add(scalar.text());
    }
    return new Names(texts);
  }

  private static String expected(Variable.Type type) {
    return switch (type) {
      case STRING -> "a text";
      case INT -> "a whole number";
      case DOUBLE -> "a number";
      case BOOL -> "`true` or `false`";
      case DURATION -> "an ISO-8601 duration such as `P7D` or `PT1M`";
      case TIMESTAMP -> "a time";
      case STRINGS -> "a list of texts";
    };
  }

  private void error(Location location, String message, String hint) {
    diagnostics.add(Diagnostic.error(location, PolicyRules.PARAMETER, message, hint));
  }
}
