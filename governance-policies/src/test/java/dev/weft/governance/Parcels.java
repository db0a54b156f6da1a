// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Point;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.MemoryTree;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The mesh of the test cases of policies, which is in order, as files that a test changes.
final class Parcels {

  static final ProductName NAME = new ProductName("shop", "parcels");

  private final MemoryTree tree = new MemoryTree();

  Parcels() {
    given("{}");
  }

  /// Changes the mesh as a test case of a policy does.
  void given(String yaml) {
    YamlNode root = Objects.requireNonNull(YamlReader.read("given.yaml", yaml).root());
    CaseMesh mesh = new CaseMesh((YamlNode.Mapping) root);
    mesh.files()
        .forEach(file -> {
          MemoryTree unused = tree.with(file.path(), mesh.read(file.path()));
        });
  }

  void file(String path, String content) {
    MemoryTree unused = tree.with(path, content);
  }

  /// A policy of the mesh.
  void policy(String name, String spec) {
    file("governance/policies/" + name + ".yaml", manifest(name, spec));
  }

  /// A policy of the domain.
  void domainPolicy(String name, String spec) {
    file("domains/shop/policies/" + name + ".yaml", manifest(name, spec));
  }

  private static String manifest(String name, String spec) {
    return "apiVersion: weft.dev/v1\nkind: Policy\nmetadata: {name: %s}\nspec:\n%s"
        .formatted(name, spec.indent(2));
  }

  MemoryTree tree() {
    return tree;
  }

  LoadedMesh load() {
    return MeshLoader.load(tree);
  }

  EnvironmentMesh resolve() {
    return resolve(load());
  }

  private static EnvironmentMesh resolve(LoadedMesh mesh) {
    return Objects.requireNonNull(mesh.resolve("prod", LocalDate.parse("2026-06-01")).mesh());
  }

  Verdict check() {
    return check(Point.CHANGE, PolicyCases.NOW);
  }

  Verdict check(Point point, Instant now) {
    LoadedMesh mesh = load();
    return Governance.of(mesh).check(resolve(mesh), Optional.empty(), point, now);
  }

  /// Checks the mesh as a change of another.
  Verdict check(EnvironmentMesh before) {
    LoadedMesh mesh = load();
    return Governance.of(mesh)
        .check(resolve(mesh), Optional.of(before), Point.CHANGE, PolicyCases.NOW);
  }

  /// Policies and checks of findings.
  static List<String> ids(Verdict verdict) {
    return verdict.findings().stream()
        .map(finding -> finding.policy() + "/" + finding.check())
        .toList();
  }
}
