// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a document says, without its places: maps, lists and scalars that can be compared.
final class YamlValues {

  /// A scalar.
  record Leaf(String text, YamlNode.Kind kind) {}

  /// A step that does not fit what the document says.
  static final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misfit(String reason) {
      super(reason, null, false, false);
    }
  }

  private static final Leaf NOTHING = new Leaf("", YamlNode.Kind.NOTHING);

  private YamlValues() {}

  static Object of(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar ->
          scalar.kind() == YamlNode.Kind.NOTHING ? NOTHING : new Leaf(scalar.text(), scalar.kind());
      case YamlNode.Sequence list -> {
        List<Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(of(item)));
        yield items;
      }
      case YamlNode.Mapping map -> {
        Map<String, Object> values = new LinkedHashMap<>();
        map.entries().forEach(entry -> values.put(entry.key(), of(entry.value())));
        yield values;
      }
    };
  }

  /// The values after a step; the given ones stay as they are.
  static Object with(Object before, YamlStep step) {
    Object root = copy(before);
    if (step.path().isEmpty()) {
      throw new Misfit("the whole document is meant");
    }
    switch (step) {
      case YamlStep.Set set -> set(root, set.path(), of(set.value()));
      case YamlStep.Add add -> {
        Object there = find(root, add.path(), add.path().size());
        Object item = of(add.value());
        if (there == null || there.equals(NOTHING)) {
          set(root, add.path(), new ArrayList<>(List.of(item)));
        } else {
          List<Object> list = list(there, add.path());
          if (!list.contains(item)) {
            list.add(item);
          }
        }
      }
      case YamlStep.Remove remove -> remove(root, remove.path());
    }
    return root;
  }

  private static void remove(Object root, List<Object> path) {
    Object parent = find(root, path, path.size() - 1);
    Object step = path.getLast();
    if (parent instanceof Map<?, ?> map) {
      map.remove(step);
    } else if (parent instanceof List<?> list && step instanceof Integer index) {
      if (index < list.size()) {
        list.remove(index.intValue());
      }
    }
  }

  private static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put((String) key, copy(inner)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(copy(item)));
        yield copy;
      }
      default -> value;
    };
  }

  private static @Nullable Object find(Object root, List<Object> path, int steps) {
    Object value = root;
    for (Object step : path.subList(0, steps)) {
      value =
          switch (value) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list when step instanceof Integer index ->
                index < list.size() ? list.get(index) : null;
            default -> null;
          };
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value, List<Object> path) {
    if (value instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw new Misfit("`" + path.getLast() + "` is no list");
  }

  @SuppressWarnings("unchecked")
  private static void set(Object root, List<Object> path, Object value) {
    Object there = root;
    for (int i = 0; i < path.size(); i++) {
      Object step = path.get(i);
      boolean isLast = i + 1 == path.size();
      if (there instanceof Map<?, ?> known && step instanceof String key) {
        Map<String, Object> map = (Map<String, Object>) known;
        if (isLast) {
          map.put(key, value);
          return;
        }
        Object next = map.get(key);
        if (next == null || next.equals(NOTHING)) {
          next = new LinkedHashMap<String, Object>();
          map.put(key, next);
        }
        there = next;
      } else if (there instanceof List<?> known
          && step instanceof Integer index
          && index < known.size()) {
        List<Object> list = (List<Object>) known;
        if (isLast) {
          list.set(index, value);
          return;
        }
        there = list.get(index);
      } else {
        throw new Misfit(
            step instanceof String
                ? "`" + step + "` cannot stand there"
                : "there is no item " + step);
      }
    }
  }
}
