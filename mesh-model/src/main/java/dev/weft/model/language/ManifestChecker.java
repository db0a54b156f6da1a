// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares a manifest with the description of its kind and reports everything that does not fit. A
/// manifest without errors can be read without any further check of its form.
public final class ManifestChecker {

  private static final String API_VERSION = "weft.dev/v1";

  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private ManifestChecker() {}

  /// Checks the root of a file.
  public static List<Diagnostic> check(YamlNode root, ManifestKind kind) {
    ManifestChecker checker = new ManifestChecker();
    if (root instanceof YamlNode.Mapping mapping) {
      if (checker.header(mapping, kind)) {
        checker.fields(mapping, Language.file(kind), "the file");
      }
    } else {
      checker.error(
          root.location(),
          Rules.MANIFEST_WRONG_TYPE,
          "The file is " + root.describe() + ", but a manifest is a mapping.",
          "begin with `apiVersion: " + API_VERSION + "`");
    }
    return List.copyOf(checker.diagnostics);
  }

  /// Checks one value.
  ///
  /// @param name what it is called
  static List<Diagnostic> check(YamlNode node, Shape shape, String name) {
    ManifestChecker checker = new ManifestChecker();
    checker.value(node, shape, name);
    return List.copyOf(checker.diagnostics);
  }

  /// Whether the rest of the file is worth checking: a file of another kind has other keys.
  private boolean header(YamlNode.Mapping root, ManifestKind kind) {
    if (root.value("apiVersion") instanceof YamlNode.Scalar version
        && !version.text().equals(API_VERSION)) {
      error(
          version.location(),
          Rules.MANIFEST_WRONG_KIND,
          "The `apiVersion` is `" + version.shortened() + "`, which this release does not know.",
          "write `apiVersion: " + API_VERSION + "`");
      return false;
    }
    if (root.value("kind") instanceof YamlNode.Scalar word && !word.text().equals(kind.word())) {
      boolean known = ManifestKind.words().contains(word.text());
      error(
          word.location(),
          Rules.MANIFEST_WRONG_KIND,
          "The kind is `%s`, but a file at this place is a `%s`."
              .formatted(word.shortened(), kind.word()),
          known
              ? "move the file to where its kind belongs, or write `kind: " + kind.word() + "`"
              : "write `kind: " + kind.word() + "`");
      return false;
    }
    return true;
  }

  private void value(YamlNode node, Shape shape, String name) {
    switch (shape) {
      case Shape.Written written -> written(node, written.format(), name);
      case Shape.Prose _ -> written(node, Format.TEXT, name);
      case Shape.Word word -> word(node, word, name);
      case Shape.Whole whole -> whole(node, whole, name);
      case Shape.Decimal decimal -> decimal(node, decimal, name);
      case Shape.Flag flag -> flag(node, flag, name);
      case Shape.Anything anything -> {
        if (!(node instanceof YamlNode.Scalar)) {
          wrongType(node, anything, name);
        }
      }
      case Shape.Free _ -> {}
      case Shape.RawConfigs raw -> {
        if (node instanceof YamlNode.Mapping mapping) {
          diagnostics.addAll(RawConfigs.check(mapping));
        } else {
          wrongType(node, raw, name);
        }
      }
      case Shape.Items items -> items(node, items, name);
      case Shape.Named named -> named(node, named, name);
      case Shape.Fields fields -> {
        if (node instanceof YamlNode.Mapping mapping) {
          fields(mapping, fields, name);
        } else {
          wrongType(node, fields, name);
        }
      }
    }
  }

  private void fields(YamlNode.Mapping mapping, Shape.Fields fields, String name) {
    int known = 0;
    for (YamlNode.Entry entry : mapping.entries()) {
      Shape.Key key = fields.find(entry.key()).orElse(null);
      if (key == null) {
        unknownKey(entry, fields, name, mapping);
        continue;
      }
      known++;
      if (YamlNode.isNothing(entry.value())) {
        noValue(entry, key.shape());
      } else {
        value(entry.value(), key.shape(), entry.key());
      }
    }
    for (Shape.Key key : fields.keys()) {
      if (key.required() && mapping.find(key.name()).isEmpty()) {
        error(
            mapping.location(),
            Rules.MANIFEST_MISSING_KEY,
            "The required key `%s` is missing in %s.".formatted(key.name(), quote(name)),
            "add " + sample(key.name(), key.shape()));
      }
    }
    if (fields.oneOf() && known != 1) {
      List<String> names = fields.keys().stream().map(Shape.Key::name).toList();
      error(
          mapping.location(),
          Rules.MANIFEST_CONFLICT,
          "Exactly one of " + Words.quoted(names) + " is expected here.",
          "");
    }
  }

  private void unknownKey(
      YamlNode.Entry entry, Shape.Fields fields, String name, YamlNode.Mapping mapping) {
    List<String> open =
        fields.keys().stream()
            .map(Shape.Key::name)
            .filter(key -> mapping.find(key).isEmpty())
            .toList();
    List<String> all = fields.keys().stream().map(Shape.Key::name).toList();
    String nearest = Words.nearest(entry.key(), open);
    error(
        entry.keyLocation(),
        Rules.MANIFEST_UNKNOWN_KEY,
        "Unknown key `%s` in %s.".formatted(shortened(entry.key()), quote(name)),
        nearest == null
            ? "known keys are " + Words.quoted(all)
            : "did you mean `" + nearest + "`?");
  }

  private void noValue(YamlNode.Entry entry, Shape shape) {
    error(
        entry.keyLocation(),
        Rules.MANIFEST_NO_VALUE,
        "The key `" + entry.key() + "` has no value.",
        "remove the key, or write " + sample(entry.key(), shape));
  }

  private static String sample(String key, Shape shape) {
    return shape.example().isEmpty()
        ? "`" + key + ":` with " + shape.expectation()
        : "for example `" + key + ": " + shape.example() + "`";
  }

  private void written(YamlNode node, Format format, String name) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      wrongType(node, new Shape.Written(format), name);
      return;
    }
    boolean number = scalar.kind() == YamlNode.Kind.WHOLE && format.takesNumbers();
    if (scalar.kind() != YamlNode.Kind.TEXT && !number) {
      boolean quotable = format.accepts(scalar.text());
      wrongType(
          node,
          new Shape.Written(format),
          name,
          quotable ? "write `" + name + ": \"" + scalar.shortened() + "\"`" : "");
      return;
    }
    if (!format.accepts(scalar.text())) {
      error(
          node.location(),
          format == Format.NAME ? Rules.MANIFEST_BAD_NAME : Rules.MANIFEST_BAD_VALUE,
          "`%s` is %s, but %s is expected."
              .formatted(name, scalar.describe(), format.expectation()),
          format.hint(scalar.text()));
    }
  }

  private void word(YamlNode node, Shape.Word word, String name) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      wrongType(node, word, name);
    } else if (!word.words().contains(scalar.text())) {
      error(
          node.location(),
          Rules.MANIFEST_UNKNOWN_WORD,
          "`%s` is no %s.".formatted(scalar.shortened(), word.noun()),
          Words.nearest(scalar.text(), word.words()) == null
              ? "write one of " + Words.quoted(word.words())
              : Words.didYouMean(scalar.text(), word.words(), ""));
    }
  }

  private void whole(YamlNode node, Shape.Whole whole, String name) {
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.kind() != YamlNode.Kind.WHOLE) {
      wrongType(node, whole, name, unquoteHint(node, YamlNode.Kind.WHOLE, name));
      return;
    }
    String text = scalar.text();
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      error(
          node.location(),
          Rules.MANIFEST_BAD_VALUE,
          "`%s` is `%s`, which readers of YAML understand differently.".formatted(name, text),
          "write a plain decimal number without a leading zero");
      return;
    }
    boolean inside = digits.length() <= 18;
    if (inside) {
      long value = Long.parseLong(text);
      inside = value >= whole.min() && value <= whole.max();
    }
    if (!inside) {
      error(
          node.location(),
          Rules.MANIFEST_BAD_VALUE,
          "`%s` is %s, but %s is expected.".formatted(name, text, whole.expectation()),
          "write for example `" + name + ": " + whole.example() + "`");
    }
  }

  private void decimal(YamlNode node, Shape.Decimal decimal, String name) {
    boolean number =
        node instanceof YamlNode.Scalar scalar
            && (scalar.kind() == YamlNode.Kind.WHOLE || scalar.kind() == YamlNode.Kind.DECIMAL);
    if (!number) {
      wrongType(node, decimal, name, unquoteHint(node, YamlNode.Kind.DECIMAL, name));
      return;
    }
    String text = ((YamlNode.Scalar) node).text();
    @Nullable Double value = parse(text);
    boolean inside =
        value != null
            && value <= decimal.max()
            && (decimal.exclusive() ? value > decimal.min() : value >= decimal.min());
    if (!inside) {
      error(
          node.location(),
          Rules.MANIFEST_BAD_VALUE,
          "`%s` is %s, but %s is expected."
              .formatted(name, ((YamlNode.Scalar) node).shortened(), decimal.expectation()),
          "write for example `" + name + ": " + decimal.example() + "`");
    }
  }

  private static @Nullable Double parse(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static String unquoteHint(YamlNode node, YamlNode.Kind wanted, String name) {
    boolean quoted =
        node instanceof YamlNode.Scalar scalar
            && scalar.kind() == YamlNode.Kind.TEXT
            && parse(scalar.text()) != null
            && (wanted == YamlNode.Kind.DECIMAL
                || scalar.text().chars().allMatch(c -> c < '.' || c >= '0'));
    return quoted
        ? "write `" + name + ": " + ((YamlNode.Scalar) node).text() + "` without quotes"
        : "";
  }

  private void flag(YamlNode node, Shape.Flag flag, String name) {
    if (node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.FLAG) {
      return;
    }
    String hint = "";
    if (node instanceof YamlNode.Scalar scalar) {
      hint =
          switch (scalar.text().toLowerCase(java.util.Locale.ROOT)) {
            case "yes", "on", "y" -> "write `" + name + ": true`";
            case "no", "off", "n" -> "write `" + name + ": false`";
            default -> "";
          };
    }
    wrongType(node, flag, name, hint);
  }

  private void items(YamlNode node, Shape.Items items, String name) {
    if (node instanceof YamlNode.Sequence list) {
      if (items.filled() && list.items().isEmpty()) {
        error(
            list.location(),
            Rules.MANIFEST_NO_VALUE,
            "`" + name + "` is an empty list, but at least one item is expected.",
            items.item().example().isEmpty()
                ? ""
                : "write for example `" + name + ": [" + items.item().example() + "]`");
      }
      for (YamlNode item : list.items()) {
        if (YamlNode.isNothing(item)) {
          wrongType(item, items.item(), name);
        } else {
          value(item, items.item(), name);
        }
      }
    } else if (items.lone()) {
      value(node, items.item(), name);
    } else {
      String lone =
          node instanceof YamlNode.Scalar scalar && !items.item().example().isEmpty()
              ? "write `" + name + ": [" + scalar.shortened() + "]`"
              : "";
      wrongType(node, items, name, lone);
    }
  }

  private void named(YamlNode node, Shape.Named named, String name) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      wrongType(node, named, name);
      return;
    }
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!named.keys().accepts(entry.key())) {
        error(
            entry.keyLocation(),
            named.keys() == Format.NAME ? Rules.MANIFEST_BAD_NAME : Rules.MANIFEST_BAD_VALUE,
            "The key `%s` in `%s` is not %s."
                .formatted(shortened(entry.key()), name, named.keys().expectation()),
            named.keys().hint(entry.key()));
      } else if (YamlNode.isNothing(entry.value())) {
        if (!(named.value() instanceof Shape.Fields fields
            && fields.keys().stream().noneMatch(Shape.Key::required))) {
          noValue(entry, named.value());
        }
      } else {
        value(entry.value(), named.value(), entry.key());
      }
    }
  }

  private void wrongType(YamlNode node, Shape expected, String name) {
    wrongType(node, expected, name, "");
  }

  private void wrongType(YamlNode node, Shape expected, String name, String hint) {
    String example = expected.example();
    error(
        node.location(),
        Rules.MANIFEST_WRONG_TYPE,
        "`%s` is %s, but %s is expected.".formatted(name, node.describe(), expected.expectation()),
        hint.isEmpty() && !example.isEmpty()
            ? "write for example `" + name + ": " + example + "`"
            : hint);
  }

  private void error(Location place, String rule, String message, String hint) {
    diagnostics.add(Diagnostic.error(place, rule, message, hint));
  }

  private static String quote(String name) {
    return name.equals("the file") ? name : "`" + name + "`";
  }

  /// A key as messages show it.
  static String shortened(String key) {
    return new YamlNode.Scalar(key, YamlNode.Kind.TEXT, Location.ofFile("")).shortened();
  }
}
