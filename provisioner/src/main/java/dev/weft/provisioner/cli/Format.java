// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/// Output formats.
enum Format {
  TEXT,
  JSON,
  MARKDOWN,
  SARIF,
  JUNIT;

  static Format parse(String word) {
    for (Format format : values()) {
      if (format.toString().equals(word)) {
        return format;
      }
    }
    throw new TypeConversionException(
        "`" + word + "` is not a format; there are " + words(List.of(values())));
  }

  static String words(List<Format> formats) {
    return formats.stream().map(Format::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
