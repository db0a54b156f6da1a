// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import com.squareup.wire.schema.Field.Label;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.schema.FieldList.Notes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Flattens a Protobuf message.
///
/// Tags and terms stand in the comment of a field, because own options would need a declaration
/// that every consumer had to import: `// Who ordered. @tag pii @term customer-id`.
final class ProtoFields {

  private static final Map<String, String> SCALARS =
      Map.ofEntries(
          Map.entry("double", "double"),
          Map.entry("float", "float"),
          Map.entry("int32", "int"),
          Map.entry("sint32", "int"),
          Map.entry("sfixed32", "int"),
          Map.entry("uint32", "long"),
          Map.entry("fixed32", "long"),
          Map.entry("int64", "long"),
          Map.entry("sint64", "long"),
          Map.entry("sfixed64", "long"),
          Map.entry("uint64", "long"),
          Map.entry("fixed64", "long"),
          Map.entry("bool", "boolean"),
          Map.entry("string", "string"),
          Map.entry("bytes", "bytes"));

  private static final Pattern ANNOTATION =
      Pattern.compile("@(tag|term)[ \\t]+([A-Za-z0-9][A-Za-z0-9_.:/-]*)");

  private final Types types;
  private final FieldList list;
  private final Set<String> open = new HashSet<>();

  ProtoFields(Types types, Location root) {
    this.types = types;
    this.list = new FieldList(root);
  }

  /// How names become types; all of them are known to exist.
  interface Types {
    Found find(String name, String scope);
  }

  /// A type with its full name; no element when it is well known.
  record Found(String fullName, @Nullable TypeElement element) {}

  static boolean isScalar(String name) {
    return SCALARS.containsKey(name);
  }

  /// The types that the type of a field names: itself, or key and value of a map.
  static List<String> named(String type) {
    return isMap(type) ? List.of(mapKey(type), mapValue(type)) : List.of(type);
  }

  static boolean isMap(String type) {
    return type.startsWith("map<") && type.endsWith(">");
  }

  static String mapKey(String type) {
    return type.substring(4, type.indexOf(',')).strip();
  }

  private static String mapValue(String type) {
    return type.substring(type.indexOf(',') + 1, type.length() - 1).strip();
  }

  List<Field> flatten(String fullName, MessageElement message) throws Refusal {
    message(fullName, message, "", 1);
    return list.fields();
  }

  private void message(String fullName, MessageElement message, String prefix, int depth)
      throws Refusal {
    list.checkDepth(depth);
    if (!open.add(fullName)) {
      return;
    }
    Set<FieldElement> choices =
        message.getOneOfs().stream()
            .flatMap(oneOf -> oneOf.getFields().stream())
            .collect(Collectors.toSet());
    for (FieldElement field : ProtoChecks.fields(message)) {
      Notes notes = notes(field);
      String path = prefix + field.getName();
      if (isMap(field.getType())) {
        list.add(notes.field(path, "map", List.of()));
        single(path + "{}", mapValue(field.getType()), fullName, Notes.ofItems(), depth + 1);
      } else if (field.getLabel() == Label.REPEATED) {
        list.add(notes.field(path, "array", List.of()));
        single(path + "[]", field.getType(), fullName, Notes.ofItems(), depth + 1);
      } else {
        boolean optional = field.getLabel() == Label.OPTIONAL || choices.contains(field);
        boolean carried = !optional && !isMessage(field.getType(), fullName);
        single(path, field.getType(), fullName, notes.nullable(!carried), depth);
      }
    }
    open.remove(fullName);
  }

  /// A field without a value is told from one with the default only when it is a message.
  private boolean isMessage(String type, String scope) {
    if (isScalar(type)) {
      return false;
    }
    Found found = types.find(type, scope);
    if (found.element == null) {
      ProtoWellKnown.Type known = ProtoWellKnown.find(found.fullName);
      return known == null || !known.kind().equals("enum");
    }
    return found.element instanceof MessageElement;
  }

  private void single(String path, String type, String scope, Notes notes, int depth)
      throws Refusal {
    String scalar = SCALARS.get(type);
    if (scalar != null) {
      list.add(notes.field(path, scalar, List.of()));
      return;
    }
    Found found = types.find(type, scope);
    switch (found.element) {
      case EnumElement values ->
          list.add(
              notes.field(
                  path,
                  "enum",
                  values.getConstants().stream().map(EnumConstantElement::getName).toList()));
      case MessageElement message -> {
        list.add(notes.field(path, "record", List.of()));
        message(found.fullName, message, path + ".", depth + 1);
      }
      case null, default -> {
        ProtoWellKnown.Type known = ProtoWellKnown.find(found.fullName);
        String kind = known == null ? "record" : known.kind();
        list.add(notes.field(path, kind, kind.equals("enum") ? List.of("NULL_VALUE") : List.of()));
      }
    }
  }

  private static Notes notes(FieldElement field) {
    List<String> tags = new ArrayList<>();
    String term = null;
    Matcher matcher = ANNOTATION.matcher(field.getDocumentation());
    while (matcher.find()) {
      String value = matcher.group(2);
      // A full stop after the word ends the sentence.
      value = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
      if (matcher.group(1).equals("tag")) {
        tags.add(value);
      } else {
        term = value;
      }
    }
    String doc =
        ANNOTATION
            .matcher(field.getDocumentation())
            .replaceAll("")
            .lines()
            .map(line -> line.strip().replaceAll(" {2,}", " "))
            .collect(Collectors.joining("\n"))
            .strip();
    return new Notes(true, doc, tags, term);
  }
}
