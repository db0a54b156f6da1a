// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The texts of a raw config's value.
public final class RawValues {

  private RawValues() {}

  /// One text for a single value, several for a list; absent when the value is neither.
  public static @Nullable List<String> of(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar ->
          scalar.kind() == YamlNode.Kind.NOTHING ? null : List.of(scalar.text());
      case YamlNode.Sequence list -> {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : list.items()) {
          if (!(item instanceof YamlNode.Scalar scalar) || scalar.kind() == YamlNode.Kind.NOTHING) {
            yield null;
          }
          texts.add(scalar.text());
        }
        yield texts.isEmpty() ? null : texts;
      }
      case YamlNode.Mapping _ -> null;
    };
  }
}
