// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A repository as it would be with further files and texts at the end of existing ones.
final class OverlayTree implements SourceTree {

  private final SourceTree base;
  private final Map<String, String> added;
  private final Map<String, String> appended;

  OverlayTree(SourceTree base, Map<String, String> added, Map<String, String> appended) {
    this.base = base;
    this.added = added;
    this.appended = appended;
  }

  @Override
  public List<SourceFile> files() {
    var files = new ArrayList<SourceFile>();
    for (SourceFile file : base.files()) {
      String more = appended.getOrDefault(file.path(), "");
      files.add(new SourceFile(file.path(), file.size() + bytes(more).length, file.kind()));
    }
    added.forEach((path, text) ->
        files.add(new SourceFile(path, bytes(text).length, SourceFile.Kind.REGULAR)));
    return files;
  }

  @Override
  public byte[] read(String path) throws IOException {
    String text = added.get(path);
    if (text != null) {
      return bytes(text);
    }
    String more = appended.get(path);
    return more == null
        ? base.read(path)
        : bytes(new String(base.read(path), StandardCharsets.UTF_8) + more);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
