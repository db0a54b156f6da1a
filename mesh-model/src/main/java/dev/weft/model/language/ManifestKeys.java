// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.yaml.YamlNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells whether the language has a key.
public final class ManifestKeys {

  private ManifestKeys() {}

  /// The first step of a path that no manifest of the kind can have.
  ///
  /// @param step what was not found
  /// @param known the keys at that place
  public record Unknown(String step, List<String> known) {}

  /// What may stand at a place.
  ///
  /// @param expectation what is expected, with its article
  /// @param forms what a value may be of
  /// @param isList whether it takes a list; forms are then those of an item
  /// @param isRequired whether it may not be left out
  public record Slot(String expectation, Set<Form> forms, boolean isList, boolean isRequired) {
    public Slot {
      forms = Set.copyOf(forms);
    }
  }

  /// Forms of values.
  public enum Form {
    TEXT,
    DATE,
    DURATION,
    WHOLE,
    NUMBER,
    FLAG,
    /// A mapping, or anything else that is more than one value.
    COMPLEX
  }

  /// What may stand where a path of keys leads to; empty where the language has no such key.
  public static Optional<Slot> slot(ManifestKind kind, List<String> path) {
    return place(kind, path).map(key -> slot(key.shape(), key.required()));
  }

  /// What is wrong with a value at a place, whatever its other values are.
  ///
  /// @param isItem whether it is meant as an item of the list there
  public static List<Diagnostic> check(
      ManifestKind kind, List<String> path, YamlNode value, boolean isItem) {
    return place(kind, path)
        .map(key -> {
          Shape shape =
              isItem && key.shape() instanceof Shape.Items items ? items.item() : key.shape();
          return ManifestChecker.check(value, shape, key.name());
        })
        .orElse(List.of());
  }

  private static Slot slot(Shape shape, boolean isRequired) {
    boolean isList = shape instanceof Shape.Items;
    Shape one = shape;
    while (one instanceof Shape.Items items) {
      one = items.item();
    }
    Set<Form> forms =
        switch (one) {
          case Shape.Written written -> forms(written.format());
          case Shape.Prose _, Shape.Word _ -> Set.of(Form.TEXT);
          case Shape.Whole _ -> Set.of(Form.WHOLE);
          case Shape.Decimal _ -> Set.of(Form.WHOLE, Form.NUMBER);
          case Shape.Flag _ -> Set.of(Form.FLAG);
          case Shape.Anything _ -> EnumSet.complementOf(EnumSet.of(Form.COMPLEX));
          case Shape.Free _ -> EnumSet.allOf(Form.class);
          case Shape.Items _, Shape.Named _, Shape.Fields _, Shape.RawConfigs _ ->
              Set.of(Form.COMPLEX);
        };
    return new Slot(shape.expectation(), forms, isList, isRequired);
  }

  private static Set<Form> forms(Format format) {
    return switch (format) {
      case DURATION, DURATION_OR_UNLIMITED -> Set.of(Form.TEXT, Form.DURATION);
      case DATE -> Set.of(Form.TEXT, Form.DATE);
      case SIZE, SIZE_OR_UNLIMITED -> Set.of(Form.TEXT, Form.WHOLE);
      default -> Set.of(Form.TEXT);
    };
  }

  /// The key that a path ends with. Below free values every key is one.
  private static Optional<Shape.Key> place(ManifestKind kind, List<String> path) {
    Shape.Key key = new Shape.Key("", Language.file(kind), true, "", "");
    for (String step : path) {
      Shape shape = key.shape();
      while (shape instanceof Shape.Items items) {
        shape = items.item();
      }
      Shape.Key next =
          switch (shape) {
            case Shape.Fields fields -> fields.find(step).orElse(null);
            case Shape.Named named -> new Shape.Key(step, named.value(), false, "", "");
            case Shape.RawConfigs _ -> new Shape.Key(step, new Shape.Anything(), false, "", "");
            case Shape.Free free -> new Shape.Key(step, free, false, "", "");
            default -> null;
          };
      if (next == null) {
        return Optional.empty();
      }
      key = next;
    }
    return Optional.of(key);
  }

  /// Follows a path of keys from the file's root; null when every step is a key. Steps into the
  /// items of a list are not written.
  public static @Nullable Unknown follow(ManifestKind kind, List<String> path) {
    Shape shape = Language.file(kind);
    for (String step : path) {
      while (shape instanceof Shape.Items items) {
        shape = items.item();
      }
      switch (shape) {
        case Shape.Fields fields -> {
          Shape.Key key = fields.find(step).orElse(null);
          if (key == null) {
            return new Unknown(step, fields.keys().stream().map(Shape.Key::name).toList());
          }
          shape = key.shape();
        }
        case Shape.Named named -> shape = named.value();
        case Shape.RawConfigs _, Shape.Free _ -> {
          return null;
        }
        case Shape.Written _,
            Shape.Prose _,
            Shape.Word _,
            Shape.Whole _,
            Shape.Decimal _,
            Shape.Flag _,
            Shape.Anything _,
            Shape.Items _ -> {
          return new Unknown(step, List.of());
        }
      }
    }
    return null;
  }
}
