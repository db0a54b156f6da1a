// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.topic;

import java.util.Optional;

/// Kafka's own rules for topic names.
public final class TopicNames {

  /// Longest name, in characters.
  public static final int MAX_LENGTH = 249;

  private TopicNames() {}

  /// The domain whose products the topics of the control-plane log are.
  public static final String PLATFORM = "platform";

  /// Why Kafka, or Weft, would not take the name for a topic of a domain.
  public static Optional<String> problem(String name, String domain) {
    if (name.startsWith("weft.") && !domain.equals(PLATFORM)) {
      return Optional.of(
          "names that begin with `weft.` are the control-plane log's, which belongs to the domain `"
              + PLATFORM
              + "`");
    }
    return problem(name);
  }

  private static Optional<String> problem(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return Optional.of("it must not be empty, `.` or `..`");
    }
    if (name.length() > MAX_LENGTH) {
      return Optional.of(
          "it has %d characters, and Kafka allows %d".formatted(name.length(), MAX_LENGTH));
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean legal =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '_'
              || c == '-';
      if (!legal) {
        return Optional.of("it contains `" + c + "`");
      }
    }
    if (name.startsWith("__")) {
      return Optional.of("names that begin with `__` are Kafka's own");
    }
    return Optional.empty();
  }

  /// A form that is equal for names that Kafka's metrics cannot tell apart.
  public static String collisionForm(String name) {
    return name.replace('.', '_');
  }
}
