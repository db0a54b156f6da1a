// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

/// A manifest being written. What comes from servers is always quoted.
final class YamlText {

  private final String head;
  private final StringBuilder spec = new StringBuilder();

  YamlText(String kind, String name, String title) {
    this.head =
        """
        apiVersion: weft.dev/v1
        kind: %s
        metadata:
          name: %s
          title: %s
        """
            .formatted(kind, name, quoted(title));
  }

  YamlText line(String line) {
    spec.append(line).append('\n');
    return this;
  }

  static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || c > 0x7e && c < 0xa0 || c == 0x2028 || c == 0x2029) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /// The manifest when nothing needs to be said.
  String withEmptySpec() {
    return head + "spec: {}\n";
  }

  @Override
  public String toString() {
    return head + "spec:\n" + spec;
  }
}
