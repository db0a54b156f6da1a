// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A large generated mesh on disk, to be loaded and checked.
final class LoadBenchmark {

  private LoadBenchmark() {}

  /// Writes the mesh below a folder.
  ///
  /// @return how many manifests it has
  static int write(Path folder) throws IOException {
    GeneratedMesh mesh = GeneratedMesh.of(GeneratedMesh.Size.LARGE, 1);
    MemoryTree tree = mesh.tree();
    for (var file : tree.files()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.write(path, tree.read(file.path()));
    }
    return mesh.manifests();
  }
}
