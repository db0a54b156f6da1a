// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says in plain words what the parser did not like.
record SyntaxWords(String message, String hint) {

  static SyntaxWords of(MarkedYamlEngineException problem) {
    String what = problem.getProblem() == null ? "" : problem.getProblem();
    String context = problem.getContext() == null ? "" : problem.getContext();
    if (what.contains("TAB") || what.contains("'\\t'")) {
      return new SyntaxWords(
          "A tab is used where YAML allows only spaces.", "indent with two spaces per level");
    }
    if (what.contains("mapping values are not allowed here")) {
      return new SyntaxWords(
          "This `:` is not allowed here.",
          "check the indentation and the line above; put a value that contains `: ` into quotes");
    }
    if (what.contains("could not find expected ':'")) {
      return new SyntaxWords("A key has no `:` after it.", "write `key: value`");
    }
    if (context.contains("quoted scalar") && what.contains("end of stream")) {
      return new SyntaxWords("A quote is opened and never closed.", "close the quote");
    }
    if (context.contains("flow sequence")) {
      return new SyntaxWords(
          "A list that begins with `[` is not closed properly.",
          "separate its items with `,` and close it with `]`");
    }
    if (context.contains("flow mapping") || what.contains("flow mapping")) {
      return new SyntaxWords(
          "A mapping that begins with `{` is not closed properly.",
          "separate its entries with `,` and close it with `}`");
    }
    if (what.contains("expected <block end>") || context.contains("block mapping")) {
      return new SyntaxWords(
          "This line does not fit the indentation of the lines above it.",
          "give the keys of one mapping the same indentation");
    }
    if (what.contains("cannot start any token")) {
      return new SyntaxWords(
          "This character cannot begin a value.", "put a value that begins with it into quotes");
    }
    if (what.contains("escape character") || context.contains("double-quoted")) {
      return new SyntaxWords(
          "A double-quoted value has a `\\` that YAML does not understand.",
          "double the backslash, or use single quotes");
    }
    String detail = context.isEmpty() ? what : context + ": " + what;
    return new SyntaxWords("The file is not valid YAML (" + detail + ").", "");
  }
}
