// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Scalar and well-known types of Protobuf in their canonical JSON.
final class ProtoScalars {

  private static final String WELL_KNOWN = "google.protobuf.";
  private static final Set<String> PACKABLE =
      Set.of(
          "double",
          "float",
          "int32",
          "int64",
          "uint32",
          "uint64",
          "sint32",
          "sint64",
          "fixed32",
          "fixed64",
          "sfixed32",
          "sfixed64",
          "bool");

  private ProtoScalars() {}

  static boolean isPackable(String type) {
    return PACKABLE.contains(type);
  }

  static int wireType(String type) {
    return switch (type) {
      case "int32", "int64", "uint32", "uint64", "sint32", "sint64", "bool" -> ProtoOutput.VARINT;
      case "double", "fixed64", "sfixed64" -> ProtoOutput.FIXED64;
      case "float", "fixed32", "sfixed32" -> ProtoOutput.FIXED32;
      default -> ProtoOutput.DELIMITED;
    };
  }

  /// Writes the value without its tag.
  ///
  /// @return false when the type is no scalar
  static boolean write(ProtoOutput out, String type, JsonNode node, String path)
      throws SampleException {
    switch (type) {
      case "int32" -> out.varint(whole(node, path, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case "int64" -> out.varint(whole(node, path, Long.MIN_VALUE, Long.MAX_VALUE));
      case "uint32" -> out.varint(whole(node, path, 0, 0xFFFF_FFFFL));
      case "uint64" -> out.varint(unsigned(node, path));
      case "sint32", "sint64" -> {
        boolean isInt = type.equals("sint32");
        long value =
            isInt
                ? whole(node, path, Integer.MIN_VALUE, Integer.MAX_VALUE)
                : whole(node, path, Long.MIN_VALUE, Long.MAX_VALUE);
        out.varint(value << 1 ^ value >> 63);
      }
      case "fixed32" -> out.fixed32((int) whole(node, path, 0, 0xFFFF_FFFFL));
      case "sfixed32" -> out.fixed32((int) whole(node, path, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case "fixed64" -> out.fixed64(unsigned(node, path));
      case "sfixed64" -> out.fixed64(whole(node, path, Long.MIN_VALUE, Long.MAX_VALUE));
      case "float" -> out.fixed32(Float.floatToIntBits((float) number(node, path)));
      case "double" -> out.fixed64(Double.doubleToLongBits(number(node, path)));
      case "bool" -> {
        AvroValues.require(node.isBoolean(), "true or false", node, path);
        out.varint(node.booleanValue() ? 1 : 0);
      }
      case "string" -> {
        AvroValues.require(node.isTextual(), "a string", node, path);
        out.delimited(node.textValue());
      }
      case "bytes" -> out.delimited(Base64Text.decode(node, path));
      default -> {
        return false;
      }
    }
    return true;
  }

  /// A map's key, which JSON always has as a string, as the type's own JSON.
  static JsonNode key(String type, String text, String path) throws SampleException {
    return switch (type) {
      case "string" -> TextNode.valueOf(text);
      case "bool" -> BooleanNode.valueOf(Boolean.parseBoolean(text));
      default ->
          LongNode.valueOf(whole(TextNode.valueOf(text), path, Long.MIN_VALUE, Long.MAX_VALUE));
    };
  }

  /// The bytes of a well-known message; null when the type is none that samples can hold.
  static byte @Nullable [] wellKnown(String type, JsonNode node, String path)
      throws SampleException {
    String name = type.startsWith(".") ? type.substring(1) : type;
    if (!name.startsWith(WELL_KNOWN)) {
      return null;
    }
    return switch (name.substring(WELL_KNOWN.length())) {
      case "Timestamp" -> timestamp(node, path);
      case "Duration" -> duration(node, path);
      case "Empty" -> new byte[0];
      case "DoubleValue" -> wrapped("double", node, path);
      case "FloatValue" -> wrapped("float", node, path);
      case "Int64Value" -> wrapped("int64", node, path);
      case "UInt64Value" -> wrapped("uint64", node, path);
      case "Int32Value" -> wrapped("int32", node, path);
      case "UInt32Value" -> wrapped("uint32", node, path);
      case "BoolValue" -> wrapped("bool", node, path);
      case "StringValue" -> wrapped("string", node, path);
      case "BytesValue" -> wrapped("bytes", node, path);
      default -> null;
    };
  }

  private static byte[] wrapped(String type, JsonNode node, String path) throws SampleException {
    var out = new ProtoOutput().tag(1, wireType(type));
    if (!write(out, type, node, path)) {
      throw new IllegalStateException("not a scalar: " + type);
    }
    return out.bytes();
  }

  private static byte[] timestamp(JsonNode node, String path) throws SampleException {
    try {
      Instant instant = Instant.parse(node.asText());
      return secondsAndNanos(instant.getEpochSecond(), instant.getNano());
    } catch (DateTimeException e) {
      throw new SampleException(
          path, "expected a timestamp such as \"2026-01-31T12:30:00Z\", not " + node);
    }
  }

  private static byte[] duration(JsonNode node, String path) throws SampleException {
    String text = node.asText();
    try {
      Duration duration = Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
      // Protobuf wants both parts of the same sign.
      long seconds = duration.toSeconds();
      int nanos = (int) duration.minusSeconds(seconds).toNanos();
      return secondsAndNanos(seconds, nanos);
    } catch (DateTimeException e) {
      throw new SampleException(path, "expected a duration such as \"3.5s\", not " + node);
    }
  }

  private static byte[] secondsAndNanos(long seconds, int nanos) {
    var out = new ProtoOutput();
    if (seconds != 0) {
      out.tag(1, ProtoOutput.VARINT).varint(seconds);
    }
    if (nanos != 0) {
      out.tag(2, ProtoOutput.VARINT).varint(nanos);
    }
    return out.bytes();
  }

  /// Protobuf's JSON may have whole numbers as strings.
  private static long whole(JsonNode node, String path, long min, long max) throws SampleException {
    BigInteger value = integer(node, path);
    boolean isInside =
        value.compareTo(BigInteger.valueOf(min)) >= 0
            && value.compareTo(BigInteger.valueOf(max)) <= 0;
    AvroValues.require(isInside, "a number from " + min + " to " + max, node, path);
    return value.longValueExact();
  }

  private static long unsigned(JsonNode node, String path) throws SampleException {
    BigInteger value = integer(node, path);
    AvroValues.require(
        value.signum() >= 0 && value.bitLength() <= 64, "a number of 64 bits", node, path);
    return value.longValue();
  }

  private static BigInteger integer(JsonNode node, String path) throws SampleException {
    boolean isInteger =
        node.isIntegralNumber() || node.isTextual() && node.textValue().matches("-?[0-9]{1,20}");
    AvroValues.require(isInteger, "a whole number", node, path);
    return new BigInteger(node.asText());
  }

  private static double number(JsonNode node, String path) throws SampleException {
    boolean isSpecial = node.isTextual() && node.textValue().matches("NaN|-?Infinity");
    AvroValues.require(node.isNumber() || isSpecial, "a number", node, path);
    return isSpecial ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }
}
