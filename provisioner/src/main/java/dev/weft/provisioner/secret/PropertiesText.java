// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// Properties of a client as the text of a file.
final class PropertiesText {

  private PropertiesText() {}

  static String of(String name, SortedMap<String, String> properties) {
    var text = new StringBuilder("# Logs a Kafka client in for ").append(name);
    text.append(". Written by Weft; a new secret replaces it.\n");
    properties.forEach(
        (key, value) -> text.append(key).append('=').append(escaped(value)).append('\n'));
    return text.toString();
  }

  /// Empty when somebody made it something else.
  static Optional<SortedMap<String, String>> parse(String text) throws IOException {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    var found = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(key -> found.put(key, properties.getProperty(key)));
    return Optional.of(found);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }
}
