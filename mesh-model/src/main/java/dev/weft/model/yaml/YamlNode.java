// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import dev.weft.model.diagnostic.Location;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value of a YAML document.
public sealed interface YamlNode {

  /// Where the value begins.
  Location location();

  /// What a reader of the file would call the value, such as "the text `six`" or "a list".
  String describe();

  /// A value without parts.
  ///
  /// @param text the text without quotes
  /// @param kind what YAML's core schema takes it for
  /// @param location where it begins
  record Scalar(String text, Kind kind, Location location) implements YamlNode {

    private static final int LONGEST_QUOTE = 60;

    @Override
    public String describe() {
      return switch (kind) {
        case TEXT -> text.isEmpty() ? "an empty text" : "the text `" + shortened() + "`";
        case WHOLE, DECIMAL -> "the number `" + shortened() + "`";
        case FLAG -> "`" + text + "`";
        case NOTHING -> "nothing";
      };
    }

    /// The text on one line, cut to a length that fits into a message.
    public String shortened() {
      String line = text.strip().replace('\n', ' ');
      return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE - 1) + "…";
    }
  }

  /// What the core schema takes a scalar for.
  enum Kind {
    TEXT,
    WHOLE,
    DECIMAL,
    FLAG,
    NOTHING
  }

  /// Values in their order.
  record Sequence(List<YamlNode> items, Location location) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return items.isEmpty() ? "an empty list" : "a list";
    }
  }

  /// Values by distinct keys, in the order of the file.
  record Mapping(List<Entry> entries, Location location) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String describe() {
      return "a mapping";
    }

    /// The entry of a key.
    public Optional<Entry> find(String key) {
      return Optional.ofNullable(entry(key));
    }

    /// The value of a key; absent when there is none or when it is written as nothing.
    public @Nullable YamlNode value(String key) {
      Entry entry = entry(key);
      if (entry == null || isNothing(entry.value)) {
        return null;
      }
      return entry.value;
    }

    private @Nullable Entry entry(String key) {
      for (Entry entry : entries) {
        if (entry.key.equals(key)) {
          return entry;
        }
      }
      return null;
    }
  }

  /// A key with its value.
  ///
  /// @param key the key's text
  /// @param keyLocation where the key begins
  /// @param value the value
  record Entry(String key, Location keyLocation, YamlNode value) {}

  /// Whether both say the same, wherever they stand: places, comments and the order of keys do not
  /// count.
  static boolean isSame(YamlNode one, YamlNode other) {
    if (one == other) {
      return true;
    }
    return switch (one) {
      case Scalar scalar ->
          other instanceof Scalar there
              && scalar.kind == there.kind
              && scalar.text.equals(there.text);
      case Sequence list -> other instanceof Sequence there && isSame(list.items, there.items);
      case Mapping map ->
          other instanceof Mapping there
              && map.entries.size() == there.entries.size()
              && map.entries.stream()
                  .allMatch(entry -> {
                    Entry twin = there.entry(entry.key);
                    return twin != null && isSame(entry.value, twin.value);
                  });
    };
  }

  private static boolean isSame(List<YamlNode> some, List<YamlNode> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!isSame(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the value is written as nothing: `key:` or `key: null`.
  static boolean isNothing(YamlNode node) {
    return node instanceof Scalar scalar && scalar.kind == Kind.NOTHING;
  }

  /// The place that a path leads to, or of the deepest part of it that exists.
  ///
  /// @param path strings for keys and integers for positions in lists
  default Location at(Object... path) {
    YamlNode node = this;
    Location place = location();
    for (Object step : path) {
      YamlNode next = null;
      if (node instanceof Mapping mapping && step instanceof String key) {
        Entry entry = mapping.entry(key);
        next = entry == null ? null : entry.value;
        place = entry == null ? place : placeOf(entry);
      } else if (node instanceof Sequence list && step instanceof Integer index) {
        next = index < list.items.size() ? list.items.get(index) : null;
        place = next == null ? place : next.location();
      }
      if (next == null) {
        return place;
      }
      node = next;
    }
    return place;
  }

  private static Location placeOf(Entry entry) {
    return isNothing(entry.value) ? entry.keyLocation : entry.value.location();
  }
}
