// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.schema.SchemaReader;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;

/// A small mesh with one product.
final class FeedMesh {

  static final String FILE = "domains/shop/%s/samples/records.v1.jsonl";

  private FeedMesh() {}

  /// @param product the product's name; also what tells topics of different tests apart
  /// @param schemaFile name of the schema file, whose ending says what it is
  static MemoryTree tree(String product, String schemaFile, String schema, String more) {
    return new MemoryTree()
        .with(
            "mesh.yaml",
            """
            apiVersion: weft.dev/v1
            kind: Mesh
            metadata: {name: test}
            spec:
              clusters: {onprem: {}}
              environments: {dev: {clusters: {onprem: {}}}}
            """)
        .with(
            "teams.yaml",
            """
            apiVersion: weft.dev/v1
            kind: TeamList
            metadata: {name: teams}
            spec: {teams: [{name: shop-team}]}
            """)
        .with(
            "domains/shop/domain.yaml",
            """
            apiVersion: weft.dev/v1
            kind: Domain
            metadata: {name: shop}
            spec: {owner: shop-team}
            """)
        .with(
            "domains/shop/applications/till.yaml",
            """
            apiVersion: weft.dev/v1
            kind: Application
            metadata: {name: till}
            spec: {}
            """)
        .with("domains/shop/" + product + "/schemas/" + schemaFile, schema)
        .with(
            "domains/shop/" + product + "/product.yaml",
            """
            apiVersion: weft.dev/v1
            kind: DataProduct
            metadata: {name: %s}
            spec:
              type: source-aligned
              producer: shop/till
              ports:
                - name: records
                  version: 1
                  schema: schemas/%s
                  topic: {partitions: 1, replication: 1}
                  %s
            """
                .formatted(product, schemaFile, more));
  }

  static EnvironmentMesh mesh(SourceTree tree) {
    Resolution resolution = MeshLoader.load(tree).resolve("dev", LocalDate.EPOCH);
    EnvironmentMesh mesh = resolution.mesh();
    if (mesh == null || resolution.diagnostics().stream().anyMatch(each -> each.isBlocking())) {
      throw new AssertionError(resolution.diagnostics().toString());
    }
    return mesh;
  }

  /// The files of a tree, as the feeder wants them.
  static SchemaReader.Source source(SourceTree tree) {
    Set<String> paths = tree.files().stream().map(SourceFile::path).collect(Collectors.toSet());
    return new SchemaReader.Source() {
      @Override
      public boolean exists(String path) {
        return paths.contains(path);
      }

      @Override
      public byte[] read(String path) throws IOException {
        return tree.read(path);
      }
    };
  }

  static Port port(SourceTree tree) {
    return mesh(tree).products().getFirst().ports().getFirst();
  }
}
