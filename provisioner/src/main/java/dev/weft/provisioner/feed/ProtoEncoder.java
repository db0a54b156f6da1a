// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.squareup.wire.schema.Field.Label;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import dev.weft.model.schema.PortSchema;
import dev.weft.provisioner.feed.ProtoTypes.Named;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Protobuf as Apicurio's serializer writes it: the message's name in a delimited `Ref { string
/// name = 1; }`, then the message.
final class ProtoEncoder implements ValueEncoder {

  private final ProtoTypes types;
  private final Named<MessageElement> root;

  private ProtoEncoder(ProtoTypes types, Named<MessageElement> root) {
    this.types = types;
    this.root = root;
  }

  static ProtoEncoder of(PortSchema schema) {
    ProtoTypes types = ProtoTypes.of(schema);
    return new ProtoEncoder(types, types.require(schema.message()));
  }

  @Override
  public byte[] encode(JsonNode value) throws SampleException {
    byte[] name =
        new ProtoOutput().tag(1, ProtoOutput.DELIMITED).delimited(root.type().getName()).bytes();
    return new ProtoOutput().delimited(name).raw(message(root, value, "")).bytes();
  }

  private byte[] message(Named<MessageElement> message, JsonNode node, String path)
      throws SampleException {
    AvroValues.require(node.isObject(), "an object of " + message.fullName(), node, path);
    Map<String, FieldElement> byName = new HashMap<>();
    fields(message.type()).forEach(field -> byName.put(field.getName(), field));
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!byName.containsKey(entry.getKey())) {
        throw new SampleException(
            AvroValues.child(path, entry.getKey()), message.fullName() + " has no such field");
      }
    }
    for (OneOfElement choice : message.type().getOneOfs()) {
      List<String> given =
          choice.getFields().stream().map(FieldElement::getName).filter(node::hasNonNull).toList();
      if (given.size() > 1) {
        throw new SampleException(
            path, "only one of " + String.join(", ", given) + " may be there");
      }
    }
    var out = new ProtoOutput();
    for (FieldElement field :
        byName.values().stream().sorted(Comparator.comparingInt(FieldElement::getTag)).toList()) {
      JsonNode given = node.get(field.getName());
      if (given != null && !given.isNull()) {
        field(out, message.fullName(), field, given, AvroValues.child(path, field.getName()));
      }
    }
    return out.bytes();
  }

  private static Stream<FieldElement> fields(MessageElement message) {
    return Stream.concat(
        message.getFields().stream(),
        message.getOneOfs().stream().flatMap(choice -> choice.getFields().stream()));
  }

  private void field(ProtoOutput out, String scope, FieldElement field, JsonNode node, String path)
      throws SampleException {
    String type = field.getType().replace(" ", "");
    if (type.startsWith("map<")) {
      map(out, scope, field, node, path);
    } else if (field.getLabel() == Label.REPEATED) {
      AvroValues.require(node.isArray(), "an array", node, path);
      repeated(out, scope, field, node, path);
    } else {
      single(out, scope, field.getTag(), type, node, path);
    }
  }

  private void map(ProtoOutput out, String scope, FieldElement field, JsonNode node, String path)
      throws SampleException {
    AvroValues.require(node.isObject(), "an object", node, path);
    String type = field.getType().replace(" ", "");
    int comma = type.indexOf(',');
    String keys = type.substring("map<".length(), comma);
    String values = type.substring(comma + 1, type.length() - 1);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String at = path + "{" + entry.getKey() + "}";
      var pair = new ProtoOutput();
      single(pair, scope, 1, keys, ProtoScalars.key(keys, entry.getKey(), at), at);
      single(pair, scope, 2, values, entry.getValue(), at);
      out.tag(field.getTag(), ProtoOutput.DELIMITED).delimited(pair.bytes());
    }
  }

  /// Numbers, flags and enums are packed unless the field says otherwise.
  private void repeated(
      ProtoOutput out, String scope, FieldElement field, JsonNode node, String path)
      throws SampleException {
    boolean isPacked =
        (ProtoScalars.isPackable(field.getType())
                || types.constants(scope, field.getType()) != null)
            && field.getOptions().stream()
                .noneMatch(option ->
                    option.getName().equals("packed")
                        && "false".equals(String.valueOf(option.getValue())));
    var packed = new ProtoOutput();
    int index = 0;
    for (JsonNode item : node) {
      String at = path + "[" + index++ + "]";
      if (isPacked) {
        value(packed, scope, field.getType(), item, at);
      } else {
        single(out, scope, field.getTag(), field.getType(), item, at);
      }
    }
    if (isPacked && index > 0) {
      out.tag(field.getTag(), ProtoOutput.DELIMITED).delimited(packed.bytes());
    }
  }

  private void single(
      ProtoOutput out, String scope, int tag, String type, JsonNode node, String path)
      throws SampleException {
    boolean isNumber = types.constants(scope, type) != null;
    out.tag(tag, isNumber ? ProtoOutput.VARINT : ProtoScalars.wireType(type));
    value(out, scope, type, node, path);
  }

  private void value(ProtoOutput out, String scope, String type, JsonNode node, String path)
      throws SampleException {
    EnumElement constants = types.constants(scope, type);
    Named<MessageElement> message = types.message(scope, type);
    byte[] wellKnown = ProtoScalars.wellKnown(type, node, path);
    if (constants != null) {
      out.varint(constant(constants, node, path));
    } else if (message != null) {
      out.delimited(message(message, node, path));
    } else if (wellKnown != null) {
      out.delimited(wellKnown);
    } else if (!ProtoScalars.write(out, type, node, path)) {
      throw new SampleException(path, "samples cannot hold values of type " + type);
    }
  }

  private static long constant(EnumElement constants, JsonNode node, String path)
      throws SampleException {
    @Nullable EnumConstantElement found =
        constants.getConstants().stream()
            .filter(constant -> constant.getName().equals(node.asText()))
            .findFirst()
            .orElse(null);
    if (found == null) {
      List<String> names =
          constants.getConstants().stream().map(EnumConstantElement::getName).toList();
      throw new SampleException(
          path, "expected one of " + String.join(", ", names) + ", not " + node);
    }
    return found.getTag();
  }
}
