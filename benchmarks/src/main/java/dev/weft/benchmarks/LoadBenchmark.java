// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Loads and checks a large generated mesh from disk; meant to run in a cold JVM of its own.
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

  /// Loads it once and prints the time since this JVM began.
  static void load(Path folder, PrintStream out) {
    Resolution resolution =
        MeshLoader.load(new DirectoryTree(folder)).resolve("dev", GeneratedMesh.TODAY);
    if (resolution.mesh() == null || !resolution.diagnostics().isEmpty()) {
      throw new IllegalStateException("the generated mesh is not valid");
    }
    out.println(resolution.mesh().products().size());
  }
}
