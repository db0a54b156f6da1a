// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A tree as it would be with some files written or removed. Nothing is stored.
public final class OverlayTree implements SourceTree {

  private final SourceTree base;
  private final Map<String, Optional<byte[]>> edits;

  /// @param base what is edited
  /// @param edits content by path; empty removes the file, and removing what is not there is
  ///   nothing
  public OverlayTree(SourceTree base, Map<String, Optional<byte[]>> edits) {
    this.base = base;
    this.edits = new HashMap<>(edits);
  }

  @Override
  public List<SourceFile> files() {
    var files = new ArrayList<SourceFile>();
    for (SourceFile file : base.files()) {
      if (!edits.containsKey(file.path())) {
        files.add(file);
      }
    }
    edits.forEach((path, content) ->
        content.ifPresent(
            bytes -> files.add(new SourceFile(path, bytes.length, SourceFile.Kind.REGULAR))));
    return files;
  }

  @Override
  public byte[] read(String path) throws IOException {
    Optional<byte[]> edit = edits.get(path);
    if (edit == null) {
      return base.read(path);
    }
    return edit.orElseThrow(() -> new IOException(path + " is removed")).clone();
  }
}
