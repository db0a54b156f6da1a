// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes and reads the documents of the control-plane log: JSON in UTF-8, `version` and `kind`
/// first, absent values left out, times as ISO-8601 in UTC, durations as ISO-8601.
///
/// Equal documents have equal bytes. When reading, unknown fields are ignored, and a required field
/// that is missing is an error that names it. Loading this class loads Jackson; programs that only
/// read manifests never do.
public final class EventCodec {

  /// The version of the format. A reader refuses a newer one.
  public static final int VERSION = 1;

  private static final Map<String, Class<? extends CatalogDocument>> CATALOG =
      Map.of(
          "mesh", MeshDocument.class,
          "domain", DomainDocument.class,
          "product", ProductDocument.class);
  private static final Map<String, Class<? extends StatusDocument>> STATUS =
      Map.of(
          "product-status", ProductStatus.class,
          "grant-status", GrantStatus.class,
          "daemon-status", DaemonStatus.class,
          "pause", PauseStatus.class);
  private static final Map<String, Class<? extends Measurement>> MEASUREMENTS =
      Map.of(
          "grant-use", GrantUse.class,
          "port-state", PortState.class,
          "port-traffic", PortTraffic.class,
          "link-lag", LinkLag.class);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(new RequiredComponents())
          .addModule(new TimeModule())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private EventCodec() {}

  /// The JSON of a catalog document.
  public static byte[] write(CatalogDocument document) {
    return bytes(
        switch (document) {
          case MeshDocument _ -> "mesh";
          case DomainDocument _ -> "domain";
          case ProductDocument _ -> "product";
        },
        document);
  }

  /// The JSON of a status document.
  public static byte[] write(StatusDocument document) {
    return bytes(
        switch (document) {
          case ProductStatus _ -> "product-status";
          case GrantStatus _ -> "grant-status";
          case DaemonStatus _ -> "daemon-status";
          case PauseStatus _ -> "pause";
        },
        document);
  }

  /// The JSON of a measurement.
  public static byte[] write(Measurement measurement) {
    return bytes(
        switch (measurement) {
          case GrantUse _ -> "grant-use";
          case PortState _ -> "port-state";
          case PortTraffic _ -> "port-traffic";
          case LinkLag _ -> "link-lag";
        },
        measurement);
  }

  /// Reads a value of [LogTopic#PRODUCTS].
  ///
  /// @param key the record's key, for messages
  /// @throws EventFormatException when it is not a catalog document of this version
  public static CatalogDocument readCatalog(String key, byte[] value) {
    return read(LogTopic.PRODUCTS, key, value, CATALOG);
  }

  /// Reads a value of [LogTopic#STATUS].
  ///
  /// @param key the record's key, for messages
  /// @throws EventFormatException when it is not a status document of this version
  public static StatusDocument readStatus(String key, byte[] value) {
    return read(LogTopic.STATUS, key, value, STATUS);
  }

  /// Reads a value of [LogTopic#MEASUREMENTS].
  ///
  /// @param key the record's key, for messages
  /// @throws EventFormatException when it is not a measurement of this version
  public static Measurement readMeasurement(String key, byte[] value) {
    return read(LogTopic.MEASUREMENTS, key, value, MEASUREMENTS);
  }

  private static byte[] bytes(String kind, Object document) {
    try {
      return MAPPER.writeValueAsBytes(new Envelope(VERSION, kind, document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + document, e);
    }
  }

  private static <T> T read(
      String topic, String key, byte[] value, Map<String, Class<? extends T>> kinds) {
    String where = "Record `" + key + "` of `" + topic + "`";
    try {
      Head head = head(value);
      if (head.version == 0) {
        throw new EventFormatException(where + " has no `version`; it was not written by Weft.");
      }
      if (head.version != VERSION) {
        throw new EventFormatException(
            "%s has version %d, and this program reads version %d. Update it."
                .formatted(where, head.version, VERSION));
      }
      Class<? extends T> type = head.kind == null ? null : kinds.get(head.kind);
      if (type == null) {
        throw new EventFormatException(
            head.kind == null
                ? where + " has no `kind`; it was not written by Weft."
                : "%s has the unknown kind `%s`. Update this program.".formatted(where, head.kind));
      }
      return MAPPER.readValue(value, type);
    } catch (JsonMappingException e) {
      throw new EventFormatException(
          "%s: `%s`: %s".formatted(where, path(e), e.getOriginalMessage()), e);
    } catch (IOException e) {
      String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
      throw new EventFormatException(where + " is not JSON. " + reason, e);
    }
  }

  /// Version and kind come first in what Weft writes, so this reads only the beginning.
  private static Head head(byte[] value) throws IOException {
    int version = 0;
    String kind = null;
    try (JsonParser json = MAPPER.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new Head(0, null);
      }
      while ((version == 0 || kind == null) && json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        if (name.equals("version") && token == JsonToken.VALUE_NUMBER_INT) {
          version = json.getIntValue();
        } else if (name.equals("kind") && token == JsonToken.VALUE_STRING) {
          kind = json.getText();
        } else {
          json.skipChildren();
        }
      }
    }
    return new Head(version, kind);
  }

  private static String path(JsonMappingException error) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : error.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private record Head(int version, @Nullable String kind) {}

  @JsonPropertyOrder({"version", "kind"})
  private record Envelope(int version, String kind, @JsonUnwrapped Object document) {}
}
