// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells whether the language has a key.
public final class ManifestKeys {

  private ManifestKeys() {}

  /// The first step of a path that no manifest of the kind can have.
  ///
  /// @param step what was not found
  /// @param known the keys at that place
  public record Unknown(String step, List<String> known) {}

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
