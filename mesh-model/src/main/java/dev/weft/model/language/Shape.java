// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import java.util.List;
import java.util.Optional;

/// What may stand at one place of a manifest.
sealed interface Shape {

  /// What is expected, with its article, for messages and the reference.
  String expectation();

  /// A good value in YAML on one line; empty when there is no short one.
  String example();

  /// A text in a certain format.
  record Written(Format format) implements Shape {
    @Override
    public String expectation() {
      return format.expectation();
    }

    @Override
    public String example() {
      return format.example();
    }
  }

  /// Text for people.
  record Prose(String example) implements Shape {
    @Override
    public String expectation() {
      return Format.TEXT.expectation();
    }
  }

  /// One of a few words.
  ///
  /// @param noun what such a word is called, such as "compatibility"
  record Word(String noun, List<String> words) implements Shape {
    @Override
    public String expectation() {
      return "one of " + Words.quoted(words);
    }

    @Override
    public String example() {
      return words.getFirst();
    }
  }

  /// A whole number.
  record Whole(long min, long max, String example) implements Shape {
    @Override
    public String expectation() {
      return max == Long.MAX_VALUE
          ? "a whole number, at least " + min
          : "a whole number from " + min + " to " + max;
    }
  }

  /// A number that may have a fraction.
  ///
  /// @param min smallest value
  /// @param exclusive whether `min` itself is too small
  record Decimal(double min, boolean exclusive, double max, String example) implements Shape {
    @Override
    public String expectation() {
      String low = Words.plain(min);
      if (max == Double.MAX_VALUE) {
        return exclusive ? "a number greater than " + low : "a number, at least " + low;
      }
      return "a number from " + low + " to " + Words.plain(max);
    }
  }

  /// `true` or `false`.
  record Flag() implements Shape {
    @Override
    public String expectation() {
      return "`true` or `false`";
    }

    @Override
    public String example() {
      return "true";
    }
  }

  /// Any single value; for parameters of policies.
  record Anything() implements Shape {
    @Override
    public String expectation() {
      return "a text, a number, or `true` or `false`";
    }

    @Override
    public String example() {
      return "10";
    }
  }

  /// A value of any form; whoever reads the manifest says more.
  ///
  /// @param expectation what is expected, with its article
  /// @param example on one line
  record Free(String expectation, String example) implements Shape {}

  /// Raw topic configs by Kafka's keys.
  record RawConfigs() implements Shape {
    @Override
    public String expectation() {
      return "a mapping of Kafka topic configs";
    }

    @Override
    public String example() {
      return "{compression.type: zstd}";
    }
  }

  /// A list.
  ///
  /// @param lone whether a single item may stand without the list
  /// @param filled whether it must have an item
  record Items(Shape item, boolean lone, boolean filled) implements Shape {
    @Override
    public String expectation() {
      return lone ? item.expectation() + ", or a list" : "a list";
    }

    @Override
    public String example() {
      String one = item.example();
      return lone || one.isEmpty() ? one : "[" + one + "]";
    }
  }

  /// A mapping whose keys are names.
  record Named(Format keys, Shape value) implements Shape {
    @Override
    public String expectation() {
      return "a mapping";
    }

    @Override
    public String example() {
      return "";
    }
  }

  /// A mapping with known keys.
  ///
  /// @param name what it is called in the reference
  /// @param oneOf whether exactly one of the keys must be given
  record Fields(String name, List<Key> keys, boolean oneOf) implements Shape {
    public Fields {
      keys = List.copyOf(keys);
    }

    Optional<Key> find(String key) {
      for (Key candidate : keys) {
        if (candidate.name.equals(key)) {
          return Optional.of(candidate);
        }
      }
      return Optional.empty();
    }

    @Override
    public String expectation() {
      return "a mapping with " + Words.quoted(keys.stream().map(Key::name).toList());
    }

    @Override
    public String example() {
      return "";
    }
  }

  /// A key of a mapping.
  ///
  /// @param name the key
  /// @param shape what it may hold
  /// @param required whether it must be given
  /// @param fallback what holds without it, for the reference; may be empty
  /// @param doc what it means
  record Key(String name, Shape shape, boolean required, String fallback, String doc) {}
}
