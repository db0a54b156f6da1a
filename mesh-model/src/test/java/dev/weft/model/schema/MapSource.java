// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A repository in memory.
final class MapSource implements SchemaReader.Source {

  private final Map<String, byte[]> files = new HashMap<>();

  static MapSource ofFolder(Path folder) {
    MapSource source = new MapSource();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        source.with(folder.relativize(path).toString(), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return source;
  }

  MapSource with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  MapSource with(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  @Override
  public boolean exists(String path) {
    return files.containsKey(path);
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] content = files.get(path);
    if (content == null) {
      throw new IOException("no such file: " + path);
    }
    return content;
  }
}
