// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A text with expressions in braces: `The port is classified {port.classification}`. `{{` and `}}`
/// stand for braces.
public final class Template {

  private static final int LONGEST = 2_000;

  private final Supplier<List<Part>> parts;

  private Template(Supplier<List<Part>> parts) {
    this.parts = parts;
  }

  private Template(List<Part> parts) {
    List<Part> all = List.copyOf(parts);
    this.parts = () -> all;
  }

  /// A template without mistakes, which is compiled when it is first rendered.
  public static Template later(String text, Engine engine) {
    return new Template(
        new Supplier<>() {
          private @Nullable List<Part> known;

          @Override
          public synchronized List<Part> get() {
            List<Part> parts = known;
            if (parts == null) {
              parts = compile(text, engine).template().parts.get();
              known = parts;
            }
            return parts;
          }
        });
  }

  /// A piece of a template.
  private sealed interface Part {
    /// Text as it is.
    record Words(String text) implements Part {}

    /// An expression.
    record Hole(Expression expression) implements Part {}
  }

  /// A template, or what is wrong with it.
  ///
  /// @param template of use only when there are no mistakes
  public record Compiled(Template template, List<Mistake> mistakes) {}

  /// Compiles a template.
  public static Compiled compile(String text, Engine engine) {
    List<Part> parts = new ArrayList<>();
    List<Mistake> mistakes = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean isDoubled = at + 1 < text.length() && text.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && isDoubled) {
        words.append(c);
        at += 2;
      } else if (c == '{') {
        int end = closing(text, at);
        if (end < 0) {
          mistakes.add(new Mistake("a `{` is never closed", "write `{{` for a brace", at));
          break;
        }
        parts.add(new Part.Words(words.toString()));
        words.setLength(0);
        Engine.Compiled hole = engine.value(text.substring(at + 1, end));
        int offset = at + 1;
        hole.mistakes().stream()
            .map(found -> new Mistake(found.message(), found.hint(), offset + found.offset()))
            .forEach(mistakes::add);
        if (hole.expression() != null) {
          parts.add(new Part.Hole(hole.expression()));
        }
        at = end + 1;
      } else {
        words.append(c);
        at++;
      }
    }
    parts.add(new Part.Words(words.toString()));
    return new Compiled(new Template(parts), mistakes);
  }

  /// The brace that closes the one at a position; braces of expressions and texts inside count.
  private static int closing(String text, int open) {
    int depth = 0;
    char quote = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /// The text for some values. What cannot be evaluated shows as `…`: a finding never fails for its
  /// words.
  public String render(Bindings bindings, Limits limits) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts.get()) {
      text.append(
          switch (part) {
            case Part.Words words -> words.text();
            case Part.Hole hole ->
                switch (hole.expression().evaluate(bindings, limits)) {
                  case Outcome.Value value -> words(value.value());
                  case Outcome.Broken _ -> "…";
                };
          });
    }
    return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST) + "…";
  }

  static String words(Object value) {
    return switch (value) {
      case Duration duration -> duration(duration);
      case Optional<?> optional -> optional.map(Template::words).orElse("nothing");
      case List<?> list -> list.stream().map(Template::words).collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.keySet().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  /// As manifests write it: days where they are whole.
  public static String duration(Duration duration) {
    boolean isDays = !duration.isZero() && duration.toSeconds() % 86_400 == 0;
    return isDays ? "P" + duration.toDays() + "D" : duration.toString();
  }
}
