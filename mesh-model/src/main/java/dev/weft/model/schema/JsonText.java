// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.weft.model.diagnostic.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads JSON into [Json], with limits, unique keys and places.
final class JsonText {

  /// Avro's own parser allows comments, so files with comments are out there.
  private static final JsonFactory WITH_COMMENTS = factory(true);

  private static final JsonFactory STRICT = factory(false);

  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("Unrecognized token '([^']{1,100})");
  private static final Pattern CHARACTER =
      Pattern.compile(
          "Unexpected character \\('(.)' \\(code [^)]*\\)\\)(?:: (.*))?", Pattern.DOTALL);

  private final String file;
  private final JsonParser parser;

  private JsonText(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /// Parses the text; depth is checked while reading, so nothing can overflow the stack.
  static Json parse(String file, String text, boolean comments) throws Refusal {
    try (JsonParser parser = (comments ? WITH_COMMENTS : STRICT).createParser(text)) {
      JsonText reader = new JsonText(file, parser);
      if (parser.nextToken() == null) {
        throw new Refusal(
            Location.ofFile(file),
            SchemaRules.SYNTAX,
            "The file is empty.",
            "Write the schema into it, or remove the file.");
      }
      Json json = reader.value();
      if (parser.nextToken() != null) {
        throw new Refusal(
            reader.here(),
            SchemaRules.SYNTAX,
            "There is more text after the end of the document.",
            "Keep one JSON document per file.");
      }
      return json;
    } catch (StreamConstraintsException e) {
      throw tooLarge(file, e);
    } catch (JsonParseException e) {
      throw syntax(file, e);
    } catch (IOException e) {
      throw new Refusal(
          Location.ofFile(file),
          SchemaRules.SYNTAX,
          "The file is not valid JSON: " + firstLine(String.valueOf(e.getMessage())) + ".",
          "Correct the JSON.");
    }
  }

  private static JsonFactory factory(boolean comments) {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .configure(JsonReadFeature.ALLOW_JAVA_COMMENTS, comments)
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(Limits.DEPTH).build())
        .build();
  }

  private Json value() throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(line, column);
      case START_ARRAY -> {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value());
        }
        yield new Json.Arr(List.copyOf(items), line, column);
      }
      case VALUE_STRING -> new Json.Text(parser.getText(), line, column);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText(), line, column);
      case VALUE_TRUE -> new Json.Bool(true, line, column);
      case VALUE_FALSE -> new Json.Bool(false, line, column);
      case VALUE_NULL -> new Json.Null(line, column);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("unexpected token " + token);
    };
  }

  private Json object(int line, int column) throws IOException {
    List<Json.Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonLocation at = parser.currentTokenLocation();
      JsonToken ignored = parser.nextToken();
      assert ignored != null;
      members.add(new Json.Member(key, at.getLineNr(), at.getColumnNr(), value()));
    }
    return new Json.Obj(List.copyOf(members), line, column);
  }

  private Location here() {
    JsonLocation at = parser.currentTokenLocation();
    return new Location(file, at.getLineNr(), at.getColumnNr());
  }

  private static Refusal tooLarge(String file, StreamConstraintsException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (message.contains("nesting depth")) {
      return new Refusal(
          at(file, e.getLocation()),
          SchemaRules.TOO_LARGE,
          "The schema nests deeper than " + Limits.DEPTH + " levels.",
          "Give inner types a name and refer to them by it.");
    }
    return new Refusal(
        at(file, e.getLocation()),
        SchemaRules.TOO_LARGE,
        "A name or number in the schema is too long.",
        "Shorten it.");
  }

  private static Refusal syntax(String file, JsonParseException e) {
    String original = String.valueOf(e.getOriginalMessage());
    Location at = at(file, e.getLocation());
    Matcher duplicate = DUPLICATE.matcher(original);
    if (duplicate.matches()) {
      // Jackson points behind the key.
      int column = at.column() - duplicate.group(1).length() - 2;
      return new Refusal(
          new Location(file, at.line(), column > 0 ? column : at.column()),
          SchemaRules.DUPLICATE_NAME,
          "The key `" + duplicate.group(1) + "` stands twice in one object.",
          "Remove one of the two.");
    }
    if (original.startsWith("Unexpected end-of-input")) {
      return new Refusal(
          at,
          SchemaRules.SYNTAX,
          "The file ends in the middle of the document.",
          "Close every `{`, `[` and `\"` that is open.");
    }
    Matcher character = CHARACTER.matcher(firstLine(original));
    if (character.matches()) {
      return new Refusal(
          at,
          SchemaRules.SYNTAX,
          "Unexpected `" + character.group(1) + "`.",
          expectation(String.valueOf(character.group(2))));
    }
    Matcher word = WORD.matcher(original);
    if (word.lookingAt()) {
      return new Refusal(
          at,
          SchemaRules.SYNTAX,
          "Unexpected word `" + word.group(1) + "`.",
          "Write texts in double quotes.");
    }
    return new Refusal(
        at,
        SchemaRules.SYNTAX,
        "The JSON is not valid: " + firstLine(original) + ".",
        "Correct it.");
  }

  private static String expectation(String original) {
    if (original.contains("comma")) {
      return "Separate values by a comma, and close what is open.";
    }
    if (original.contains("double-quote")) {
      return "Write keys in double quotes, and no comma after the last one.";
    }
    if (original.contains("colon")) {
      return "Put a colon between a key and its value.";
    }
    if (original.contains("comment")) {
      return "Remove the comment; JSON has none.";
    }
    return "Write a value: a text in double quotes, a number, an object or an array.";
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  private static Location at(String file, JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? Location.ofFile(file)
        : new Location(file, location.getLineNr(), Math.max(1, location.getColumnNr()));
  }
}
