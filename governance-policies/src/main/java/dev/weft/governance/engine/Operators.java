// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.weft.governance.engine.Shortcut.Undecided;
import dev.weft.governance.fact.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// What a [Shortcut] knows of operators and functions. Every one is [Undecided] about values for
/// which the language has a rule of its own, such as numbers of two types, and about mistakes.
final class Operators {

  private Operators() {}

  /// An operator or function of one value.
  ///
  /// @throws Undecided when it is not known here
  static UnaryOperator<Object> unary(String function) {
    return switch (function) {
      case "!_" -> value -> !truth(value);
      case "size" -> Operators::size;
      case "hasValue" -> value -> optional(value).isPresent();
      case "value" -> value -> optional(value).orElseThrow(Undecided::new);
      case "wordCount" -> value -> Functions.wordCount(text(value));
      case "distinct" -> value -> Functions.distinct(texts(value));
      default -> throw new Undecided();
    };
  }

  /// An operator or function of two values; of a method, its target is the first.
  ///
  /// @throws Undecided when it is not known here
  static BinaryOperator<Object> binary(String function) {
    return switch (function) {
      case "_==_" -> Operators::isSame;
      case "_!=_" -> (one, other) -> !isSame(one, other);
      case "_<_" -> (one, other) -> compare(one, other) < 0;
      case "_<=_" -> (one, other) -> compare(one, other) <= 0;
      case "_>_" -> (one, other) -> compare(one, other) > 0;
      case "_>=_" -> (one, other) -> compare(one, other) >= 0;
      case "_+_" -> Operators::sum;
      case "_-_" -> Operators::difference;
      case "_*_" -> (one, other) -> Math.multiplyExact(number(one), number(other));
      case "@in" -> Operators::isIn;
      case "_[_]" -> Operators::at;
      case "orValue" -> (one, other) -> optional(one).isPresent() ? optional(one).get() : other;
      case "startsWith" -> (one, other) -> text(one).startsWith(text(other));
      case "endsWith" -> (one, other) -> text(one).endsWith(text(other));
      case "contains" -> (one, other) -> text(one).contains(text(other));
      case "matches" -> (one, other) -> Patterns.matches(text(one), text(other));
      case "split" -> (one, other) -> split(text(one), text(other));
      case "isNamed" -> (one, other) -> Functions.isNamed(text(one), texts(other));
      case "join" -> (one, other) -> Functions.join(texts(one), text(other));
      default -> throw new Undecided();
    };
  }

  static boolean truth(Object value) {
    if (value instanceof Boolean isTrue) {
      return isTrue;
    }
    throw new Undecided();
  }

  /// The component of a fact, or the value of a key.
  static Object select(Object value, String name) {
    if (value instanceof Fact fact) {
      return fact.component(name);
    }
    Object found = value instanceof Map<?, ?> map ? map.get(name) : null;
    if (found == null) {
      throw new Undecided();
    }
    return found;
  }

  /// Whether a component or a key has a value.
  static boolean has(Object value, String name) {
    return switch (value) {
      case Fact fact -> fact.find(name).isPresent();
      case Map<?, ?> map -> map.get(name) != null;
      default -> throw new Undecided();
    };
  }

  private static long number(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new Undecided();
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new Undecided();
  }

  // What an expression calls with texts, the checker knows to be texts.
  @SuppressWarnings("unchecked")
  private static List<String> texts(Object value) {
    if (value instanceof List<?> list) {
      return (List<String>) list;
    }
    throw new Undecided();
  }

  private static Optional<?> optional(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional;
    }
    throw new Undecided();
  }

  /// Of a text, its code points.
  private static Long size(Object value) {
    return switch (value) {
      case String text -> (long) text.codePointCount(0, text.length());
      case List<?> list -> (long) list.size();
      case Map<?, ?> map -> (long) map.size();
      default -> throw new Undecided();
    };
  }

  private static boolean isSimple(Object value) {
    return value instanceof String
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Duration
        || value instanceof Instant;
  }

  private static boolean isSame(Object one, Object other) {
    if (isSimple(one) && one.getClass() == other.getClass()) {
      return one.equals(other);
    }
    throw new Undecided();
  }

  private static int compare(Object one, Object other) {
    if (one instanceof Long number && other instanceof Long limit) {
      return number.compareTo(limit);
    }
    if (one instanceof Duration time && other instanceof Duration limit) {
      return time.compareTo(limit);
    }
    if (one instanceof Instant time && other instanceof Instant limit) {
      return time.compareTo(limit);
    }
    throw new Undecided();
  }

  private static Object sum(Object one, Object other) {
    return one instanceof String text
        ? text + text(other)
        : (Object) Math.addExact(number(one), number(other));
  }

  private static Object difference(Object one, Object other) {
    return one instanceof Instant time && other instanceof Instant earlier
        ? Duration.between(earlier, time)
        : (Object) Math.subtractExact(number(one), number(other));
  }

  private static boolean isIn(Object value, Object many) {
    return switch (many) {
      case List<?> list -> list.contains(text(value));
      case Map<?, ?> map -> map.containsKey(text(value));
      default -> throw new Undecided();
    };
  }

  private static Object at(Object many, Object key) {
    if (many instanceof List<?> list) {
      return list.get(Math.toIntExact(number(key)));
    }
    return select(many, text(key));
  }

  private static List<String> split(String text, String separator) {
    if (separator.isEmpty()) {
      throw new Undecided();
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }
}
