// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Replaces `${file:PATH}` and `${env:NAME}` in values, so that secrets can stand elsewhere.
final class References {

  private final Path folder;
  private final Map<String, String> variables;

  /// @param folder what relative paths start from
  /// @param variables of the process
  References(Path folder, Map<String, String> variables) {
    this.folder = folder;
    this.variables = variables;
  }

  static boolean isIn(String value) {
    return value.contains("${");
  }

  /// @param place file and key, for messages
  String resolve(String value, String place) {
    var resolved = new StringBuilder();
    int from = 0;
    for (int open = value.indexOf("${"); open >= 0; open = value.indexOf("${", from)) {
      int close = value.indexOf('}', open);
      if (close < 0) {
        throw new DeploymentException(
            place + ": a reference is not closed. Write ${file:PATH} or ${env:NAME}.");
      }
      resolved.append(value, from, open);
      resolved.append(lookUp(value.substring(open + 2, close), place));
      from = close + 1;
    }
    return resolved.append(value, from, value.length()).toString();
  }

  private String lookUp(String reference, String place) {
    int colon = reference.indexOf(':');
    String name = reference.substring(colon + 1);
    return switch (colon < 0 ? "" : reference.substring(0, colon)) {
      case "file" -> read(name, place);
      case "env" -> variable(name, place);
      default ->
          throw new DeploymentException(
              "%s: `${%s}` is no reference that is known here. Write ${file:PATH} or ${env:NAME}."
                  .formatted(place, reference));
    };
  }

  private String read(String name, String place) {
    Path file = folder.resolve(name);
    try {
      return Files.readString(file).stripTrailing();
    } catch (IOException e) {
      throw new DeploymentException(
          "%s: file `%s` cannot be read (%s). Create it, or correct the reference."
              .formatted(place, file, e.getClass().getSimpleName()),
          e);
    }
  }

  private String variable(String name, String place) {
    String value = variables.get(name);
    if (value == null) {
      throw new DeploymentException(
          "%s: environment variable `%s` is not set. Set it, or correct the reference."
              .formatted(place, name));
    }
    return value;
  }
}
