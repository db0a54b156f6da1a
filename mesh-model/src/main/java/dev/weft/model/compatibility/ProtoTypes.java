// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The messages and enums of a Protobuf schema with everything it imports, by full name.
final class ProtoTypes {

  private final Map<String, TypeElement> types = new HashMap<>();

  /// A type that a name means.
  ///
  /// @param element absent for types that come with Protobuf
  record Named(String fullName, @Nullable TypeElement element) {}

  /// A field.
  ///
  /// @param oneOf name of the `oneof` it is in; empty when in none
  record Member(FieldElement field, String oneOf) {}

  private ProtoTypes() {}

  static ProtoTypes of(PortSchema schema) {
    ProtoTypes types = new ProtoTypes();
    schema.references().forEach(types::add);
    types.add(schema.document());
    return types;
  }

  private void add(SchemaDocument document) {
    ProtoFileElement file =
        ProtoParser.Companion.parse(Location.get(document.name()), document.content());
    String scope = file.getPackageName() == null ? "" : file.getPackageName();
    collect(scope, file.getTypes());
  }

  private void collect(String scope, List<? extends TypeElement> elements) {
    for (TypeElement element : elements) {
      String name = scope.isEmpty() ? element.getName() : scope + "." + element.getName();
      types.putIfAbsent(name, element);
      collect(name, element.getNestedTypes());
    }
  }

  MessageElement message(String fullName) {
    return (MessageElement) Objects.requireNonNull(types.get(fullName), fullName);
  }

  /// What a name means where it is written: the innermost scope that has it wins.
  Named find(String name, String scope) {
    if (name.startsWith(".")) {
      return new Named(name.substring(1), types.get(name.substring(1)));
    }
    for (String outer = scope; !outer.isEmpty(); outer = outer(outer)) {
      TypeElement element = types.get(outer + "." + name);
      if (element != null) {
        return new Named(outer + "." + name, element);
      }
    }
    return new Named(name, types.get(name));
  }

  boolean isEnum(String name, String scope) {
    return find(name, scope).element() instanceof EnumElement;
  }

  private static String outer(String scope) {
    return scope.substring(0, Math.max(0, scope.lastIndexOf('.')));
  }

  /// The fields of a message by number.
  static Map<Integer, Member> fields(MessageElement message) {
    Map<Integer, Member> fields = new TreeMap<>();
    message.getFields().forEach(field -> fields.put(field.getTag(), new Member(field, "")));
    for (OneOfElement oneOf : message.getOneOfs()) {
      oneOf
          .getFields()
          .forEach(field -> fields.put(field.getTag(), new Member(field, oneOf.getName())));
    }
    return fields;
  }
}
