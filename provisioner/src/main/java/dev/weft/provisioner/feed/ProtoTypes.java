// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaDocument;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The messages and enums of a port's files by full name, with Protobuf's rule for names: the
/// innermost scope that has the name wins.
final class ProtoTypes {

  private final Map<String, TypeElement> byName = new HashMap<>();

  private ProtoTypes() {}

  /// A type together with its full name, which is the scope of the names inside it.
  record Named<T>(String fullName, T type) {}

  static ProtoTypes of(PortSchema schema) {
    var types = new ProtoTypes();
    schema.references().forEach(types::add);
    types.add(schema.document());
    return types;
  }

  private void add(SchemaDocument document) {
    ProtoFileElement file =
        ProtoParser.Companion.parse(Location.get(document.file()), document.content());
    String scope = file.getPackageName() == null ? "" : file.getPackageName();
    file.getTypes().forEach(type -> add(scope, type));
  }

  private void add(String scope, TypeElement type) {
    String fullName = AvroValues.child(scope, type.getName());
    byName.put(fullName, type);
    type.getNestedTypes().forEach(nested -> add(fullName, nested));
  }

  /// A message by its full name.
  Named<MessageElement> require(String fullName) {
    if (byName.get(fullName) instanceof MessageElement message) {
      return new Named<>(fullName, message);
    }
    throw new IllegalArgumentException("the schema has no message " + fullName);
  }

  /// The message that a name means inside a scope; null when it is none.
  @Nullable Named<MessageElement> message(String scope, String name) {
    String fullName = resolve(scope, name);
    return byName.get(fullName) instanceof MessageElement message
        ? new Named<>(fullName, message)
        : null;
  }

  /// The enum that a name means inside a scope; null when it is none.
  @Nullable EnumElement constants(String scope, String name) {
    return byName.get(resolve(scope, name)) instanceof EnumElement constants ? constants : null;
  }

  private String resolve(String scope, String name) {
    if (name.startsWith(".")) {
      return name.substring(1);
    }
    for (String outer = scope; !outer.isEmpty(); ) {
      String candidate = outer + "." + name;
      if (byName.containsKey(candidate)) {
        return candidate;
      }
      int dot = outer.lastIndexOf('.');
      outer = dot < 0 ? "" : outer.substring(0, dot);
    }
    return name;
  }
}
