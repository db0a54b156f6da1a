// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import java.util.ArrayList;
import java.util.List;

/// A path to a value, written as `spec.ports[0].topic.partitions`. A key that contains a dot or a
/// bracket is quoted: `spec.topic.config["retention.ms"]`.
public final class YamlPath {

  private YamlPath() {}

  /// Splits a path into keys (strings) and positions (integers).
  public static Object[] parse(String path) {
    List<Object> steps = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      char first = path.charAt(at);
      if (first == '.') {
        at++;
      } else if (first == '[') {
        int end = endOfBracket(path, at);
        String inside = path.substring(at + 1, end);
        steps.add(
            inside.startsWith("\"")
                ? (Object) inside.substring(1, inside.length() - 1)
                : (Object) Integer.valueOf(inside));
        at = end + 1;
      } else {
        int end = at;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
          end++;
        }
        steps.add(path.substring(at, end));
        at = end;
      }
    }
    return steps.toArray();
  }

  private static int endOfBracket(String path, int open) {
    boolean quoted = open + 1 < path.length() && path.charAt(open + 1) == '"';
    int end = quoted ? path.indexOf("\"]", open + 2) + 1 : path.indexOf(']', open);
    if (end <= open) {
      throw new IllegalArgumentException("a bracket of the path is never closed: " + path);
    }
    return end;
  }
}
