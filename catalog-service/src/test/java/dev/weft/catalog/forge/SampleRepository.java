// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.git.BareRepository;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;

/// Bare repositories with the files of a folder.
public final class SampleRepository {

  private SampleRepository() {}

  /// Makes a repository whose main branch has the files of a folder.
  public static void create(Path repository, Path files) throws IOException {
    DirectoryTree tree = new DirectoryTree(files);
    Map<String, Optional<byte[]>> contents = new TreeMap<>();
    for (SourceFile file : tree.files()) {
      contents.put(file.path(), Optional.of(tree.read(file.path())));
    }
    try (Repository git = BareRepository.create(repository)) {
      MeshRepository mesh = new MeshRepository(git, "main");
      ObjectId empty;
      try (ObjectInserter inserter = git.newObjectInserter()) {
        empty = inserter.insert(new TreeFormatter());
        inserter.flush();
      }
      ObjectId start =
          mesh.write(
              empty,
              List.of(),
              MeshRepository.weft(TestMesh.NOW),
              MeshRepository.weft(TestMesh.NOW),
              "Start\n");
      ObjectId head =
          mesh.write(
              mesh.edit(start, contents),
              List.of(start),
              MeshRepository.weft(TestMesh.NOW),
              MeshRepository.weft(TestMesh.NOW),
              "Sample mesh\n");
      if (!new RefMoves(git).create(mesh.mainRef(), head).execute("seed")) {
        throw new IOException("the main branch exists already");
      }
    }
  }
}
