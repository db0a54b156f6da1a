// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON value that knows where it stands.
sealed interface Json {

  /// 1-based line.
  int line();

  /// 1-based column in UTF-16 units.
  int column();

  /// What the value is, for messages.
  default String kind() {
    return switch (this) {
      case Obj _ -> "an object";
      case Arr _ -> "an array";
      case Text _ -> "a text";
      case Num _ -> "a number";
      case Bool _ -> "`true` or `false`";
      case Null _ -> "`null`";
    };
  }

  /// An object; its keys are unique and in the order of the text.
  record Obj(List<Member> members, int line, int column) implements Json {
    @Nullable Json get(String key) {
      for (Member member : members) {
        if (member.key.equals(key)) {
          return member.value;
        }
      }
      return null;
    }

    /// The member, which is known to be there.
    Json require(String key) {
      Json value = get(key);
      if (value == null) {
        throw new IllegalStateException("checked before: " + key);
      }
      return value;
    }

    /// The member when it is a text.
    @Nullable String text(String key) {
      return get(key) instanceof Text text ? text.value : null;
    }

    /// The member when it is an array of texts; empty otherwise.
    List<String> texts(String key) {
      return get(key) instanceof Arr array ? array.texts() : List.of();
    }
  }

  /// A key of an object with its value.
  record Member(String key, int line, int column, Json value) {}

  /// An array.
  record Arr(List<Json> items, int line, int column) implements Json {
    List<String> texts() {
      return items.stream()
          .filter(Text.class::isInstance)
          .map(item -> ((Text) item).value)
          .toList();
    }
  }

  /// A string.
  record Text(String value, int line, int column) implements Json {}

  /// A number as written.
  record Num(String value, int line, int column) implements Json {
    /// One text for all ways to write the number: `1`, `1.0` and `10e-1` are the same.
    String normalized() {
      try {
        BigDecimal number = new BigDecimal(value);
        if (number.signum() == 0) {
          return value.startsWith("-") ? "-0" : "0";
        }
        return number.stripTrailingZeros().toString();
      } catch (ArithmeticException | NumberFormatException _) {
        return value;
      }
    }
  }

  /// A truth value.
  record Bool(boolean value, int line, int column) implements Json {}

  /// The null literal.
  record Null(int line, int column) implements Json {}
}
