// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

/// What Kafka's clients and brokers say, made fit for a message.
public final class KafkaWords {

  private KafkaWords() {}

  /// The innermost message as one sentence. Login failures say what is wrong only at the bottom of
  /// their causes, and put the name of every exception, and a stack trace, into their text.
  public static String sentence(Throwable error) {
    Throwable deepest = error;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    String text = message == null ? "" : withoutClassNames(firstLine(message));
    if (text.isEmpty()) {
      text = deepest.getClass().getSimpleName();
    }
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
  }

  private static String firstLine(String message) {
    String text = message.strip();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).strip();
  }

  private static String withoutClassNames(String text) {
    String rest = text;
    for (int colon = rest.indexOf(": "); colon > 0; colon = rest.indexOf(": ")) {
      String name = rest.substring(0, colon);
      boolean isClass =
          (name.endsWith("Exception") || name.endsWith("Error"))
              && name.indexOf('.') > 0
              && name.indexOf(' ') < 0;
      if (!isClass) {
        break;
      }
      rest = rest.substring(colon + 2);
    }
    return rest.strip();
  }
}
