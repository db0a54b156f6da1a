// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import com.squareup.wire.Syntax;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.schema.ProtoTokens.Kind;
import dev.weft.model.schema.ProtoTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Protobuf file: what it defines and imports, checked as far as one file alone can be.
///
/// @param path path in the repository
/// @param content the text as written
/// @param canonical see [SchemaDocument#canonical()]
/// @param packageName empty when there is none
/// @param imports in the order of the text
/// @param messages full names of the messages at the top
/// @param types messages and enums, inner ones too, by full name
/// @param services whose methods use types, too
record ProtoFile(
    String path,
    String content,
    String canonical,
    String packageName,
    List<Import> imports,
    List<String> messages,
    Map<String, TypeElement> types,
    List<ServiceElement> services)
    implements ParsedFile {

  private static final Pattern WIRE =
      Pattern.compile("Syntax error in [^:]*:(\\d+):(\\d+): (.*)", Pattern.DOTALL);

  /// An import.
  ///
  /// @param name as written
  /// @param visible whether those who import this file see it, too (`import public`)
  record Import(String name, boolean visible, Location location) {}

  static ProtoFile parse(String path, String text) throws Refusal {
    List<Token> tokens = ProtoTokens.read(path, text);
    ProtoFileElement element = element(path, text);
    if (element.getSyntax() != Syntax.PROTO_3) {
      throw new Refusal(
          new Location(path, 1, 1),
          SchemaRules.UNSUPPORTED_FORMAT,
          "The file is not proto3.",
          "Begin it by `syntax = \"proto3\";`.");
    }
    String packageName = element.getPackageName() == null ? "" : element.getPackageName();
    Map<String, TypeElement> types = new LinkedHashMap<>();
    List<Diagnostic> problems = new ArrayList<>();
    collect(path, packageName, element.getTypes(), types, problems);
    types.values().forEach(type -> ProtoChecks.check(path, type, problems));
    if (types.size() > Limits.TYPES) {
      throw new Refusal(
          Location.ofFile(path),
          SchemaRules.TOO_LARGE,
          "The file has more than " + Limits.TYPES + " messages and enums.",
          "Split it into several files.");
    }
    if (!problems.isEmpty()) {
      throw new Refusal(problems);
    }
    List<String> messages =
        element.getTypes().stream()
            .filter(MessageElement.class::isInstance)
            .map(type -> join(packageName, type.getName()))
            .toList();
    return new ProtoFile(
        path,
        text,
        ProtoCanonical.write(tokens),
        packageName,
        imports(path, tokens),
        messages,
        types,
        List.copyOf(element.getServices()));
  }

  static String join(String scope, String name) {
    return scope.isEmpty() ? name : scope + "." + name;
  }

  private static ProtoFileElement element(String path, String text) throws Refusal {
    try {
      return ProtoParser.Companion.parse(com.squareup.wire.schema.Location.get("file"), text);
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      Matcher matcher = WIRE.matcher(message);
      if (matcher.matches() && matcher.group(1).length() < 9 && matcher.group(2).length() < 9) {
        String detail = firstLine(matcher.group(3)).replace('\'', '`');
        throw new Refusal(
            new Location(
                path,
                Integer.parseInt(matcher.group(1)),
                Math.max(1, Integer.parseInt(matcher.group(2)))),
            SchemaRules.SYNTAX,
            "The Protobuf does not parse: " + detail + ".",
            "Correct it as the proto3 language asks.");
      }
      if (message.contains("is already defined at")) {
        throw new Refusal(
            Location.ofFile(path),
            SchemaRules.DUPLICATE_NAME,
            "The type `"
                + message.substring(0, Math.max(0, message.indexOf(' ')))
                + "` is defined twice.",
            "Remove or rename one of the two.");
      }
      throw new Refusal(
          Location.ofFile(path),
          SchemaRules.SYNTAX,
          "The Protobuf does not parse: " + firstLine(message) + ".",
          "Correct it as the proto3 language asks.");
    }
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }

  private static void collect(
      String path,
      String scope,
      List<? extends TypeElement> elements,
      Map<String, TypeElement> types,
      List<Diagnostic> problems) {
    for (TypeElement element : elements) {
      if (!(element instanceof MessageElement) && !(element instanceof EnumElement)) {
        continue;
      }
      String name = join(scope, element.getName());
      if (types.putIfAbsent(name, element) != null) {
        problems.add(
            Diagnostic.error(
                new Location(
                    path, element.getLocation().getLine(), element.getLocation().getColumn()),
                SchemaRules.DUPLICATE_NAME,
                "The type `" + name + "` is defined twice.",
                "Remove or rename one of the two."));
      }
      collect(path, name, element.getNestedTypes(), types, problems);
    }
  }

  private static List<Import> imports(String path, List<Token> all) {
    List<Token> tokens = all.stream().filter(token -> token.kind() != Kind.COMMENT).toList();
    List<Import> imports = new ArrayList<>();
    int depth = 0;
    for (int i = 0; i < tokens.size() - 2; i++) {
      Token token = tokens.get(i);
      depth += token.is('{') ? 1 : token.is('}') ? -1 : 0;
      boolean begins = i == 0 || tokens.get(i - 1).is(';') || tokens.get(i - 1).is('}');
      if (depth > 0 || !begins || !token.isWord("import")) {
        continue;
      }
      Token next = tokens.get(i + 1);
      Token name = next.kind() == Kind.STRING ? next : tokens.get(i + 2);
      if (name.kind() == Kind.STRING) {
        imports.add(
            new Import(
                name.text(),
                next.isWord("public"),
                new Location(path, name.line(), name.column())));
      }
    }
    return List.copyOf(imports);
  }
}
