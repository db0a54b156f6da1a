// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.schema.ProtoTokens.Kind;
import dev.weft.model.schema.ProtoTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The canonical text of a Protobuf file: tokens in their order, imports sorted, and of the
/// comments only those that document a declaration.
final class ProtoCanonical {

  private static final Set<String> UNDOCUMENTED =
      Set.of("syntax", "package", "import", "option", "reserved", "extensions");

  private final List<Token> tokens;
  private final StringBuilder out = new StringBuilder();
  private final List<String> imports = new ArrayList<>();
  private final List<Token> comments = new ArrayList<>();
  private final StringBuilder statement = new StringBuilder();
  private int depth;
  private String firstWord = "";

  private ProtoCanonical(List<Token> tokens) {
    this.tokens = tokens;
  }

  static String write(List<Token> tokens) {
    ProtoCanonical canonical = new ProtoCanonical(tokens);
    canonical.run();
    return canonical.imports.stream().sorted().distinct().collect(Collectors.joining())
        + canonical.out;
  }

  private void run() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.COMMENT) {
        comment(token, i == 0 ? null : tokens.get(i - 1));
      } else if (token.is('}') || (token.is(';') && statement.isEmpty())) {
        endBlockOrNothing(token);
      } else {
        if (statement.isEmpty()) {
          begin(token);
        }
        append(token);
        if (token.is(';') || (token.is('{') && !isInOptions())) {
          end(token);
        }
      }
    }
    out.append(statement);
  }

  private void comment(Token comment, @Nullable Token before) {
    boolean trailing =
        before != null && before.is(';') && before.line() == comment.line() && statement.isEmpty();
    if (trailing && depth > 0 && !UNDOCUMENTED.contains(firstWord)) {
      document(comment);
    } else if (statement.isEmpty() && !trailing) {
      comments.add(comment);
    }
  }

  private void endBlockOrNothing(Token token) {
    if (token.is('}') && !statement.isEmpty()) {
      append(token);
      return;
    }
    comments.clear();
    if (token.is('}')) {
      depth--;
      out.append("}\n");
    }
  }

  private void begin(Token token) {
    firstWord = token.kind() == Kind.WORD ? token.text() : "";
    if (!UNDOCUMENTED.contains(firstWord)) {
      comments.forEach(this::document);
    }
    comments.clear();
  }

  private void document(Token comment) {
    comment
        .text()
        .lines()
        .map(line -> line.strip().replaceFirst("^\\*+", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(line -> out.append("// ").append(line).append('\n'));
  }

  private void append(Token token) {
    if (!statement.isEmpty()) {
      statement.append(' ');
    }
    if (token.kind() == Kind.STRING) {
      JsonWriter.quote(statement, token.text());
    } else {
      statement.append(token.text());
    }
  }

  /// Braces in the value of an option belong to its statement.
  private boolean isInOptions() {
    return statement.indexOf("=") >= 0;
  }

  private void end(Token token) {
    if (token.is('{')) {
      depth++;
    }
    statement.append('\n');
    if (depth == 0 && firstWord.equals("import")) {
      imports.add(statement.toString());
    } else {
      out.append(statement);
    }
    statement.setLength(0);
  }
}
