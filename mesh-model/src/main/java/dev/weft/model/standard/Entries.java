// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds a map in order and leaves out what has nothing to say.
final class Entries {

  private final Map<String, Object> map = new LinkedHashMap<>();

  /// Adds a value, unless it is absent, an empty text, or an empty collection or map.
  Entries add(String key, @Nullable Object value) {
    boolean isNothing =
        switch (value) {
          case null -> true;
          case String text -> text.isEmpty();
          case Collection<?> items -> items.isEmpty();
          case Map<?, ?> entries -> entries.isEmpty();
          default -> false;
        };
    if (value != null && !isNothing) {
      map.put(key, value);
    }
    return this;
  }

  Map<String, Object> map() {
    return map;
  }
}
