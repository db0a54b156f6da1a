// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.testing;

import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// A tree whose files have ids that stand for what is in them, as those of a commit.
public record CommitTree(MemoryTree tree) implements SourceTree {

  @Override
  public List<SourceFile> files() {
    return tree.files().stream()
        .map(file -> new SourceFile(file.path(), file.size(), file.kind(), id(file.path())))
        .toList();
  }

  private String id(String path) {
    return UUID.nameUUIDFromBytes(tree.text(path).getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public byte[] read(String path) throws IOException {
    return tree.read(path);
  }
}
