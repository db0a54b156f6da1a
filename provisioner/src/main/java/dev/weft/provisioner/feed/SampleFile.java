// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.Port;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a file of samples: one JSON object per line with `value`, and `key` and `headers` where
/// wanted. Every wrong line is reported.
final class SampleFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Set<String> KEYS = Set.of("key", "value", "headers");

  private final String file;
  private final Port port;
  private final ValueEncoder encoder;
  private final List<Sample> samples = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private SampleFile(String file, Port port, ValueEncoder encoder) {
    this.file = file;
    this.port = port;
    this.encoder = encoder;
  }

  /// A record to send.
  ///
  /// @param key null for none
  /// @param value encoded, without the schema's id; null for a tombstone
  record Sample(byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {}

  /// All samples, or what is wrong with them.
  record Read(List<Sample> samples, List<Diagnostic> diagnostics) {}

  static Read read(String file, byte[] content, Port port) {
    var reading = new SampleFile(file, port, ValueEncoder.of(port.schema()));
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        reading.line(lines[i], i + 1);
      }
    }
    return new Read(List.copyOf(reading.samples), List.copyOf(reading.diagnostics));
  }

  private void line(String text, int line) {
    try {
      samples.add(sample(JSON.readTree(text)));
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      wrong(line, column, "sample/not-json", "Not JSON: " + e.getOriginalMessage());
    } catch (SampleException e) {
      String where = e.path().isEmpty() ? "" : "`" + e.path() + "`: ";
      wrong(line, 1, "sample/wrong-value", where + e.getMessage());
    }
  }

  private void wrong(int line, int column, String rule, String message) {
    diagnostics.add(
        Diagnostic.error(
            new Location(file, line, column),
            rule,
            message + ".",
            "correct the sample; the schema is " + port.schema().document().file()));
  }

  private Sample sample(JsonNode node) throws SampleException {
    AvroValues.require(node.isObject() && node.has("value"), "an object with `value`", node, "");
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!KEYS.contains(entry.getKey())) {
        throw new SampleException(entry.getKey(), "only key, value and headers may stand here");
      }
    }
    JsonNode value = node.path("value");
    byte[] encoded = value.isNull() ? null : encoder.encode(value);
    byte[] key = KeyEncoder.encode(port.key(), node.get("key"), value);
    boolean isCompacted =
        port.topic().config().getOrDefault("cleanup.policy", "delete").contains("compact");
    if (isCompacted && key == null) {
      throw new SampleException("key", "the topic is compacted, so each record needs a key");
    }
    return new Sample(key, encoded, headers(node.path("headers")));
  }

  private static Map<String, String> headers(JsonNode node) throws SampleException {
    var headers = new LinkedHashMap<String, String>();
    if (node.isMissingNode()) {
      return headers;
    }
    AvroValues.require(node.isObject(), "an object", node, "headers");
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String path = "headers." + entry.getKey();
      AvroValues.require(entry.getValue().isTextual(), "a string", entry.getValue(), path);
      headers.put(entry.getKey(), entry.getValue().textValue());
    }
    return headers;
  }
}
