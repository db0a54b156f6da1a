// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.model.topic.TopicConfigs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Brings values that a broker reports into the form that manifests' values have. Remembers what it
/// has seen: ten thousand topics share a handful of values, and sharing the text saves memory.
final class ConfigValues {

  private final Map<String, Map<String, String>> seen = new HashMap<>();

  /// The value in its normal form; a value of a key that Weft does not know stays as it is.
  String normalised(String key, String value) {
    return seen.computeIfAbsent(key, _ -> new HashMap<>())
        .computeIfAbsent(value, written -> normalise(key, written));
  }

  private static String normalise(String key, String value) {
    TopicConfigs.Config config = TopicConfigs.find(key);
    if (config == null) {
      return value;
    }
    String normal = TopicConfigs.normalise(config, List.of(value)).value();
    return normal == null ? value : normal;
  }
}
