// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/// Logical types in the form people write: dates, times, decimals, uuids. Their plain form, such as
/// the milliseconds of a timestamp, is left to [AvroValues].
final class AvroLogicalValues {

  private static final long THOUSAND = 1_000L;
  private static final long MILLION = 1_000_000L;
  private static final long BILLION = 1_000_000_000L;

  private AvroLogicalValues() {}

  /// @return null when the plain type decides
  static @Nullable Object convert(Schema schema, LogicalType logical, JsonNode node, String path)
      throws SampleException {
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return decimal(schema, decimal, node, path);
    }
    if (!node.isTextual()) {
      return null;
    }
    String text = node.textValue();
    try {
      return switch (logical.getName()) {
        case "date" -> (int) LocalDate.parse(text).toEpochDay();
        case "time-millis" -> (int) (LocalTime.parse(text).toNanoOfDay() / MILLION);
        case "time-micros" -> LocalTime.parse(text).toNanoOfDay() / THOUSAND;
        case "timestamp-millis" -> Instant.parse(text).toEpochMilli();
        case "timestamp-micros" -> since(Instant.parse(text), MILLION);
        case "timestamp-nanos" -> since(Instant.parse(text), BILLION);
        case "local-timestamp-millis" -> since(local(text), THOUSAND);
        case "local-timestamp-micros" -> since(local(text), MILLION);
        case "local-timestamp-nanos" -> since(local(text), BILLION);
        case "uuid" -> uuid(schema, text);
        default -> null;
      };
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new SampleException(
          path,
          "expected a " + logical.getName() + " such as " + example(logical) + ", not " + node);
    }
  }

  private static Instant local(String text) {
    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  private static long since(Instant instant, long perSecond) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), perSecond),
        instant.getNano() / (BILLION / perSecond));
  }

  private static Object uuid(Schema schema, String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a full uuid");
    }
    if (schema.getType() != Schema.Type.FIXED) {
      return uuid.toString();
    }
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return new GenericData.Fixed(schema, bytes.array());
  }

  private static Object decimal(
      Schema schema, LogicalTypes.Decimal decimal, JsonNode node, String path)
      throws SampleException {
    AvroValues.require(node.isNumber() || node.isTextual(), "a decimal", node, path);
    BigDecimal value;
    try {
      value = node.isNumber() ? node.decimalValue() : new BigDecimal(node.textValue());
      value = value.setScale(decimal.getScale());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new SampleException(
          path,
          "expected a decimal with at most "
              + decimal.getScale()
              + " digits after the point, not "
              + node);
    }
    AvroValues.require(
        value.precision() <= decimal.getPrecision(),
        "a decimal of at most " + decimal.getPrecision() + " digits",
        node,
        path);
    byte[] bytes = value.unscaledValue().toByteArray();
    if (schema.getType() != Schema.Type.FIXED) {
      return ByteBuffer.wrap(bytes);
    }
    byte[] padded = new byte[schema.getFixedSize()];
    Arrays.fill(padded, (byte) (value.signum() < 0 ? -1 : 0));
    AvroValues.require(
        bytes.length <= padded.length, "a decimal of " + padded.length + " bytes", node, path);
    System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
    return new GenericData.Fixed(schema, padded);
  }

  private static String example(LogicalType logical) {
    return switch (logical.getName()) {
      case "date" -> "2026-01-31";
      case "time-millis", "time-micros" -> "12:30:00.000";
      case "uuid" -> "6f1c4e86-0d6c-4f0b-9e0e-1c2d3e4f5a6b";
      default ->
          logical.getName().startsWith("local") ? "2026-01-31T12:30:00" : "2026-01-31T12:30:00Z";
    };
  }
}
