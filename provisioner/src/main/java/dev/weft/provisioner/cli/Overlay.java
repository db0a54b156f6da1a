// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A tree with some files that it has not, or other contents of those that it has.
///
/// @param contents by path
record Overlay(SourceTree base, Map<String, byte[]> contents) implements SourceTree {

  Overlay {
    contents = Map.copyOf(contents);
  }

  @Override
  public List<SourceFile> files() {
    List<SourceFile> files = new ArrayList<>();
    base.files().stream().filter(file -> !contents.containsKey(file.path())).forEach(files::add);
    contents.forEach((path, content) ->
        files.add(new SourceFile(path, content.length, SourceFile.Kind.REGULAR)));
    return files;
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] content = contents.get(path);
    return content == null ? base.read(path) : content.clone();
  }
}
