// SPDX-License-Identifier: Apache-2.0
package dev.weft.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the part of PromQL that the rules and the dashboard use: numbers, selectors, ranges,
/// functions, aggregations with `by`, arithmetic, comparisons, `and`, `or`, `unless`.
final class PromQl {

  private static final Set<String> AGGREGATIONS = Set.of("sum", "min", "max", "avg", "count");

  /// Those of series over a time.
  private static final Set<String> OVER_TIME = Set.of("rate", "increase", "max_over_time");

  private static final Set<String> FUNCTIONS = Set.of("absent", "time", "clamp_min");
  private static final Set<String> OPERATORS =
      Set.of("+", "-", "*", "/", ">", "<", ">=", "<=", "==", "!=", "and", "or", "unless");
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<text>\"[^\"]*\")|(?<range>\\[\\d+[smhd]])"
              + "|(?<number>\\d+(?:\\.\\d+)?)|(?<sign>=~|!~|>=|<=|==|!=|[(){},=<>+*/-]))");

  private final List<String> tokens;
  private int at;

  private PromQl(List<String> tokens) {
    this.tokens = tokens;
  }

  /// What is wrong with an expression; empty when it can be read.
  static List<String> mistakes(String expression) {
    try {
      var reader = new PromQl(tokens(expression));
      reader.expression();
      if (reader.at < reader.tokens.size()) {
        throw new IllegalArgumentException("nothing may follow before " + reader.peek());
      }
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> tokens(String expression) {
    var tokens = new ArrayList<String>();
    Matcher matcher = TOKEN.matcher(expression.strip());
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
    if (end < expression.strip().length()) {
      throw new IllegalArgumentException("no word begins at " + expression.strip().substring(end));
    }
    return tokens;
  }

  private void expression() {
    operand();
    while (OPERATORS.contains(peek())) {
      at++;
      operand();
    }
  }

  private void operand() {
    String word = next();
    if (word.equals("(")) {
      expression();
      expect(")");
    } else if (AGGREGATIONS.contains(word)) {
      if (peek().equals("by")) {
        at++;
        labels();
      }
      arguments(false);
    } else if (OVER_TIME.contains(word)) {
      arguments(true);
    } else if (peek().equals("(")) {
      if (!FUNCTIONS.contains(word)) {
        throw new IllegalArgumentException("there is no function " + word);
      }
      arguments(false);
    } else if (word.matches("[a-z_]\\w*")) {
      selector();
    } else if (!word.matches("\\d.*")) {
      throw new IllegalArgumentException("a value was expected instead of " + word);
    }
  }

  private void labels() {
    expect("(");
    do {
      if (!next().matches("[a-z_]+")) {
        throw new IllegalArgumentException("a label was expected at " + at);
      }
    } while (isNext(","));
    expect(")");
  }

  private void arguments(boolean isOverTime) {
    expect("(");
    if (isOverTime) {
      if (!next().matches("[a-z_]\\w*")) {
        throw new IllegalArgumentException("a series was expected at " + at);
      }
      selector();
      if (!next().startsWith("[")) {
        throw new IllegalArgumentException("a time in brackets was expected at " + at);
      }
    } else if (!peek().equals(")")) {
      do {
        expression();
      } while (isNext(","));
    }
    expect(")");
  }

  private void selector() {
    if (!isNext("{")) {
      return;
    }
    do {
      boolean isSound =
          next().matches("[a-z_]+")
              && Set.of("=", "!=", "=~", "!~").contains(next())
              && next().startsWith("\"");
      if (!isSound) {
        throw new IllegalArgumentException("a label with a text was expected before " + peek());
      }
    } while (isNext(","));
    expect("}");
  }

  private boolean isNext(String word) {
    boolean isSo = peek().equals(word);
    at += isSo ? 1 : 0;
    return isSo;
  }

  private void expect(String word) {
    if (!isNext(word)) {
      throw new IllegalArgumentException("%s was expected before %s".formatted(word, peek()));
    }
  }

  private String next() {
    String word = peek();
    at++;
    return word;
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "the end";
  }
}
