// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The types that come with Protobuf and need no file in the repository.
final class ProtoWellKnown {

  static final String PREFIX = "google/protobuf/";

  private static final Set<String> FILES =
      Set.of(
          "any",
          "api",
          "descriptor",
          "duration",
          "empty",
          "field_mask",
          "source_context",
          "struct",
          "timestamp",
          "type",
          "wrappers");

  private static final Map<String, Type> TYPES =
      Map.ofEntries(
          Map.entry("Timestamp", new Type("timestamp", "timestamp")),
          Map.entry("Duration", new Type("duration", "record")),
          Map.entry("Any", new Type("any", "record")),
          Map.entry("Empty", new Type("empty", "record")),
          Map.entry("FieldMask", new Type("field_mask", "record")),
          Map.entry("Struct", new Type("struct", "map")),
          Map.entry("Value", new Type("struct", "union")),
          Map.entry("ListValue", new Type("struct", "array")),
          Map.entry("NullValue", new Type("struct", "enum")),
          Map.entry("DoubleValue", new Type("wrappers", "double")),
          Map.entry("FloatValue", new Type("wrappers", "float")),
          Map.entry("Int64Value", new Type("wrappers", "long")),
          Map.entry("UInt64Value", new Type("wrappers", "long")),
          Map.entry("Int32Value", new Type("wrappers", "int")),
          Map.entry("UInt32Value", new Type("wrappers", "long")),
          Map.entry("BoolValue", new Type("wrappers", "boolean")),
          Map.entry("StringValue", new Type("wrappers", "string")),
          Map.entry("BytesValue", new Type("wrappers", "bytes")),
          Map.entry("SourceContext", new Type("source_context", "record")),
          Map.entry("Type", new Type("type", "record")),
          Map.entry("Field", new Type("type", "record")),
          Map.entry("Enum", new Type("type", "record")),
          Map.entry("EnumValue", new Type("type", "record")),
          Map.entry("Option", new Type("type", "record")),
          Map.entry("Syntax", new Type("type", "enum")),
          Map.entry("Api", new Type("api", "record")),
          Map.entry("Method", new Type("api", "record")),
          Map.entry("Mixin", new Type("api", "record")));

  private ProtoWellKnown() {}

  /// A type.
  ///
  /// @param stem name of its file without `.proto`
  /// @param kind type of a field that has it
  record Type(String stem, String kind) {
    String file() {
      return PREFIX + stem + ".proto";
    }
  }

  static boolean isFile(String name) {
    return name.startsWith(PREFIX)
        && name.endsWith(".proto")
        && FILES.contains(name.substring(PREFIX.length(), name.length() - ".proto".length()));
  }

  /// The type of a full name without leading dot.
  static @Nullable Type find(String fullName) {
    String scope = "google.protobuf.";
    return fullName.startsWith(scope) ? TYPES.get(fullName.substring(scope.length())) : null;
  }

  static Set<String> files() {
    return FILES;
  }
}
