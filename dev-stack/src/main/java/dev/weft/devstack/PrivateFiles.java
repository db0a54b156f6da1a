// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Files and folders that only their owner may read, written whole or not at all.
final class PrivateFiles {

  private static final String FILE = "rw-------";
  private static final String SCRIPT = "rwx------";
  private static final String FOLDER = "rwx------";

  private PrivateFiles() {}

  static Path folder(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    write(file, text, FILE);
  }

  static void writeScript(Path file, String text) {
    write(file, text, SCRIPT);
  }

  /// Writes properties sorted by key, so that equal content is equal text.
  static void write(Path file, String heading, Map<String, String> properties) {
    write(file, text(heading, properties));
  }

  static String text(String heading, Map<String, String> properties) {
    var text = new StringBuilder();
    heading.lines().forEach(line -> text.append("# ").append(line).append('\n'));
    for (Map.Entry<String, String> entry : new TreeMap<>(properties).entrySet()) {
      text.append(entry.getKey()).append('=').append(escaped(entry.getValue())).append('\n');
    }
    return text.toString();
  }

  static Map<String, String> readProperties(Path file) {
    var properties = new Properties();
    var map = new TreeMap<String, String>();
    if (!Files.exists(file)) {
      return map;
    }
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static void write(Path file, String text, String permissions) {
    try {
      Path parent = folder(file.toAbsolutePath().resolveSibling(""));
      if (Files.exists(file)
          && Files.readString(file).equals(text)
          && PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
              .equals(permissions)) {
        return;
      }
      var attribute =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
      Path draft = Files.createTempFile(parent, "." + file.getFileName(), ".draft", attribute);
      Files.writeString(draft, text);
      // The attribute is cut by the umask, this is not.
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(permissions));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
