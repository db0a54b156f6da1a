// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaDocument;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/// What Avro's rules of schema resolution say about types.
final class AvroTypes {

  private static final Set<Type> NAMED = Set.of(Type.RECORD, Type.ENUM, Type.FIXED);

  private AvroTypes() {}

  /// The record that the values of a port are.
  static Schema of(PortSchema schema) {
    Schema.Parser parser = new Schema.Parser(NameValidator.STRICT_VALIDATOR);
    for (SchemaDocument reference : schema.references()) {
      Schema ignored = parser.parse(reference.content());
      assert ignored != null;
    }
    Schema root = parser.parse(schema.document().content());
    return branches(root).stream()
        .filter(branch -> branch.getFullName().equals(schema.message()))
        .findFirst()
        .orElseGet(() ->
            Objects.requireNonNull(parser.getTypes().get(schema.message()), schema.message()));
  }

  /// A type as a union: of itself alone, if it is none.
  static List<Schema> branches(Schema type) {
    return type.getType() == Type.UNION ? type.getTypes() : List.of(type);
  }

  static boolean isNamed(Schema type) {
    return NAMED.contains(type.getType());
  }

  /// Whether the names of two types of one kind let a reader take the one for the other.
  static boolean isNameOf(Schema reader, Schema writer) {
    return reader.getName().equals(writer.getName())
        || reader.getAliases().contains(writer.getFullName());
  }

  /// Whether values written as the one type are read as the other, unnamed types only.
  static boolean isPromoted(Type writer, Type reader) {
    return switch (writer) {
      case INT -> reader == Type.LONG || reader == Type.FLOAT || reader == Type.DOUBLE;
      case LONG -> reader == Type.FLOAT || reader == Type.DOUBLE;
      case FLOAT -> reader == Type.DOUBLE;
      case STRING -> reader == Type.BYTES;
      case BYTES -> reader == Type.STRING;
      case RECORD, ENUM, ARRAY, MAP, UNION, FIXED, DOUBLE, BOOLEAN, NULL -> false;
    };
  }

  /// What reading one type as another does to the values.
  static Impact promotion(Type writer, Type reader) {
    if (!isPromoted(writer, reader)) {
      return Impact.BREAKING;
    }
    boolean isExact =
        (writer == Type.INT && reader != Type.FLOAT)
            || (writer == Type.FLOAT && reader == Type.DOUBLE)
            || (writer == Type.STRING && reader == Type.BYTES);
    return isExact ? Impact.SAFE : Impact.RISKY;
  }

  /// A type in a sentence.
  static String word(Schema type) {
    String logical = type.getProp("logicalType");
    String plain =
        isNamed(type)
            ? type.getType().getName() + " " + type.getFullName()
            : type.getType().getName();
    return "`" + (logical == null ? plain : plain + " (" + logical + ")") + "`";
  }
}
