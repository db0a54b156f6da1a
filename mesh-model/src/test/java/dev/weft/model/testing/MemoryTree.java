// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.testing;

import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A mesh repository in memory.
public final class MemoryTree implements SourceTree {

  private final Map<String, byte[]> contents = new LinkedHashMap<>();
  private final Map<String, SourceFile> odd = new LinkedHashMap<>();
  private List<SourceFile> order = List.of();

  /// Adds or replaces a file.
  public MemoryTree with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds or replaces a file.
  public MemoryTree with(String path, byte[] content) {
    contents.put(path, content);
    return this;
  }

  /// Adds something that is listed, but cannot be read.
  public MemoryTree with(SourceFile file) {
    contents.remove(file.path());
    odd.put(file.path(), file);
    return this;
  }

  /// Removes a file.
  public MemoryTree without(String path) {
    contents.remove(path);
    odd.remove(path);
    return this;
  }

  /// Moves everything below a folder to another one; below the empty text it is gone.
  ///
  /// @param from ends with a slash
  /// @param to ends with a slash, or is empty
  public MemoryTree moved(String from, String to) {
    var moved = new LinkedHashMap<String, byte[]>();
    contents.forEach((path, content) -> {
      if (!path.startsWith(from)) {
        moved.put(path, content);
      } else if (!to.isEmpty()) {
        moved.put(to + path.substring(from.length()), content);
      }
    });
    contents.clear();
    contents.putAll(moved);
    return this;
  }

  /// Text of a file.
  public String text(String path) {
    byte[] content = contents.get(path);
    if (content == null) {
      throw new IllegalArgumentException("there is no file " + path);
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  /// A copy that can be changed by itself.
  public MemoryTree copy() {
    MemoryTree copy = new MemoryTree();
    copy.contents.putAll(contents);
    copy.odd.putAll(odd);
    return copy;
  }

  /// A copy whose files are listed in another order.
  public MemoryTree shuffled(RandomGenerator random) {
    MemoryTree copy = copy();
    List<SourceFile> files = new ArrayList<>(files());
    Collections.shuffle(files, java.util.Random.from(random));
    copy.order = files;
    return copy;
  }

  /// Writes all files below a folder.
  public void writeTo(Path folder) {
    contents.forEach((path, content) -> {
      try {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  @Override
  public List<SourceFile> files() {
    if (!order.isEmpty()) {
      return order;
    }
    List<SourceFile> files = new ArrayList<>(odd.values());
    contents.forEach((path, content) ->
        files.add(new SourceFile(path, content.length, SourceFile.Kind.REGULAR)));
    return files;
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] content = contents.get(path);
    if (content == null) {
      throw new IOException(path + " cannot be read");
    }
    return content.clone();
  }
}
