// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Writes canonical JSON: no white space, keys sorted, numbers in one form.
final class JsonWriter {

  private static final Comparator<Json.Member> BY_KEY = Comparator.comparing(Json.Member::key);

  private final StringBuilder out;

  JsonWriter(StringBuilder out) {
    this.out = out;
  }

  /// The canonical text of a value whose arrays are all ordered.
  static String write(Json json) {
    StringBuilder out = new StringBuilder();
    new JsonWriter(out).plain(json);
    return out.toString();
  }

  static List<Json.Member> sorted(Json.Obj object) {
    List<Json.Member> members = new ArrayList<>(object.members());
    members.sort(BY_KEY);
    return members;
  }

  void plain(Json json) {
    switch (json) {
      case Json.Obj object -> object(sorted(object), member -> plain(member.value()));
      case Json.Arr array -> array(array.items(), this::plain);
      case Json.Text text -> text(text.value());
      case Json.Num number -> out.append(number.normalized());
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null _ -> out.append("null");
    }
  }

  void object(List<Json.Member> members, Consumer<Json.Member> value) {
    out.append('{');
    boolean first = true;
    for (Json.Member member : members) {
      if (!first) {
        out.append(',');
      }
      first = false;
      text(member.key());
      out.append(':');
      value.accept(member);
    }
    out.append('}');
  }

  void array(List<Json> items, Consumer<Json> value) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value.accept(items.get(i));
    }
    out.append(']');
  }

  /// An array whose order has no meaning.
  void set(Json json) {
    if (json instanceof Json.Arr array) {
      texts(array.items().stream().map(JsonWriter::write).sorted().distinct().toList());
    } else {
      plain(json);
    }
  }

  /// An array of values that are written already.
  void texts(List<String> written) {
    out.append('[').append(String.join(",", written)).append(']');
  }

  void text(String value) {
    quote(out, value);
  }

  static void quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
