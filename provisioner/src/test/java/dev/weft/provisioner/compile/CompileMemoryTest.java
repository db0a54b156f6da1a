// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.Verdict;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Link;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.CommitTree;
import dev.weft.model.testing.Edits;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A compilation that remembers the one before is the same as one that does not.
class CompileMemoryTest {

  private static final String SHARED =
      """
      {"type": "record", "name": "Money", "namespace": "shared", "fields": [
        {"name": "amount", "type": "%s", "doc": "How much."}]}
      """;
  private static final String WRITER = "domains/domain-a/applications/writer-a.yaml";

  private final LoadMemory loads = new LoadMemory();
  private final CompileMemory memory = new CompileMemory();

  private Optional<EnvironmentMesh> resolved(MemoryTree tree, int days) {
    return Optional.ofNullable(
        MeshLoader.load(new CommitTree(tree), loads)
            .resolve("prod", GeneratedMesh.TODAY.plusDays(days))
            .mesh());
  }

  private Compilation compiled(MemoryTree tree) {
    EnvironmentMesh mesh = resolved(tree, 0).orElseThrow();
    Compilation compilation = memory.compile(mesh, Verdict.EMPTY);
    assertThat(compilation).isEqualTo(MeshCompiler.compile(mesh));
    return compilation;
  }

  private static Set<Owner> anew(Compilation before, Compilation after) {
    Set<Desired> same = Collections.newSetFromMap(new IdentityHashMap<>());
    same.addAll(before.desired().resources().values());
    return after.desired().resources().values().stream()
        .filter(desired -> !same.contains(desired))
        .map(Desired::owner)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void compilesTheSameAsWithoutMemory(long seed) {
    MemoryTree tree = GeneratedMesh.of(new GeneratedMesh.Size(3, 4, 2, 2), seed).tree();
    var random = new SplittableRandom(seed);
    var edits = new Edits(tree, random);
    int partly = 0;
    for (int step = 0; step < 80; step++) {
      edits.next();
      int days = random.nextInt(8) == 0 ? 300 : 0;
      Optional<EnvironmentMesh> mesh = resolved(tree, days);
      if (mesh.isPresent()) {
        Compilation compilation = memory.compile(mesh.get(), Verdict.EMPTY);

        assertThat(compilation).as("step %d", step).isEqualTo(MeshCompiler.compile(mesh.get()));
        partly++;
      }
    }
    assertThat(partly).isGreaterThan(20);
  }

  @Test
  void compilesWhatOneProductHasAnew() {
    MemoryTree tree = GeneratedMesh.of(new GeneratedMesh.Size(3, 4, 2, 2), 1).tree();
    Compilation before = compiled(tree);
    var changed = new ProductName("domain-b", "product-c");
    String product = "domains/domain-b/product-c/product.yaml";
    tree.with(
        product, tree.text(product).replace("version: 1\n", "version: 1\n      status: retired\n"));

    Compilation after = compiled(tree);

    assertThat(after.desired()).isNotEqualTo(before.desired());
    Set<Owner> concerned = new HashSet<>();
    concerned.add(Owner.of(changed));
    concerned.add(Owner.parse("application:domain-b/writer-c"));
    for (Grant grant : resolved(tree, 0).orElseThrow().grants()) {
      if (grant.product().equals(changed)) {
        concerned.add(Owner.of(grant.consumer()));
      }
    }
    assertThat(anew(before, after)).isSubsetOf(concerned);
    assertThat(after.desired().retired()).isNotEmpty();
  }

  @Test
  void compilesNothingAnewForACommitThatChangesNothing() {
    MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 1).tree();
    Compilation before = compiled(tree);
    tree.with("docs/README.md", "Nothing that anybody compiles.\n");

    assertThat(compiled(tree).desired().resources()).isSameAs(before.desired().resources());
  }

  /// What an application owns comes from every product it writes and every grant it has.
  @Test
  void compilesWhatAnApplicationHasFromOthers() {
    MemoryTree tree = GeneratedMesh.of(new GeneratedMesh.Size(2, 4, 1, 2), 2).tree();
    compiled(tree);
    String application = tree.text(WRITER);
    tree.with(
        WRITER,
        application.replace("spec:\n", "spec:\n  type: mtls\n  principal: User:CN=somebody\n"));

    Compilation renamed = compiled(tree);
    tree.without(WRITER);
    compiled(tree);
    tree.with(WRITER, application);
    compiled(tree);

    assertThat(renamed.desired().resources())
        .containsKey(new ResourceKey.Quota("onprem", "CN=somebody"));
  }

  /// A schema that products share is an artifact of its own, of whoever holds the file.
  @Test
  void compilesSharedSchemasFromAllThatUseThem() {
    MemoryTree tree = GeneratedMesh.of(new GeneratedMesh.Size(1, 4, 1, 0), 3).tree();
    String shared = "domains/domain-a/product-a/schemas/money.avsc";
    tree.with(shared, SHARED.formatted("long"));
    for (String product : List.of("product-b", "product-c")) {
      String schema = "domains/domain-a/" + product + "/schemas/port-a.avsc";
      tree.with(
          schema,
          tree.text(schema)
              .replace(
                  "\"fields\": [",
                  "\"fields\": [{\"name\": \"price\", \"type\": \"shared.Money\", \"doc\": \"A price.\"}, "));
      String manifest = "domains/domain-a/" + product + "/product.yaml";
      tree.with(
          manifest,
          tree.text(manifest)
              .replace(
                  "schema: schemas/port-a.avsc",
                  "schema: schemas/port-a.avsc\n      references: [/" + shared + "]"));
    }
    var key = new ResourceKey.Artifact("domain-a", "shared.Money");
    Compilation before = compiled(tree);
    assertThat(before.desired().resources()).containsKey(key);

    tree.with(shared, SHARED.formatted("double"));
    Compilation changed = compiled(tree);
    String first = "domains/domain-a/product-b/product.yaml";
    tree.with(first, tree.text(first).replace("spec:\n", "spec:\n  status: draft\n"));
    Compilation moved = compiled(tree);

    assertThat(changed.desired().resources().get(key))
        .isNotEqualTo(before.desired().resources().get(key));
    assertThat(
            Objects.requireNonNull((Desired.Schema) moved.desired().resources().get(key))
                .location()
                .file())
        .contains("product-c");
  }

  /// What comes out the same stays the same object, so that whoever compares has little to do.
  @Test
  void keepsWhatAChangeDoesNotTouch() {
    MemoryTree tree = GeneratedMesh.of(new GeneratedMesh.Size(2, 4, 1, 2), 2).tree();
    Compilation before = compiled(tree);
    tree.with(WRITER, tree.text(WRITER).replaceFirst("produce: [0-9]+", "produce: 77"));

    Compilation after = compiled(tree);

    assertThat(after.desired().changedSince(before.desired()).orElseThrow())
        .isNotEmpty()
        .allMatch(ResourceKey.Quota.class::isInstance);
    after
        .desired()
        .resources()
        .forEach((key, desired) -> {
          if (!(key instanceof ResourceKey.Quota)) {
            assertThat(desired).isSameAs(before.desired().resources().get(key));
          }
        });
  }

  @Test
  void compilesAnApplicationThatNobodyHasToDoWith() {
    MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 1).tree();
    String idle = "domains/domain-a/applications/idle.yaml";
    String text =
        "apiVersion: weft.dev/v1\nkind: Application\nmetadata: {name: idle}\nspec:\n  quota: {produce: 1MiB}\n";
    var client = new ResourceKey.Client("domain-a.idle");
    tree.with(idle, text);
    Compilation there = compiled(tree);
    tree.with(idle, text.replace("spec:\n", "spec:\n  type: mtls\n  principal: User:CN=idle\n"));

    assertThat(there.desired().resources()).containsKey(client);
    assertThat(compiled(tree).desired().resources()).doesNotContainKey(client);
  }

  @Test
  void compilesTheWholeWhenLinksOrClustersAreOthers() {
    MemoryTree tree = GeneratedMesh.of(new GeneratedMesh.Size(2, 4, 2, 2), 1).tree();
    EnvironmentMesh mesh = resolved(tree, 0).orElseThrow();
    SortedMap<String, Cluster> cloud = new TreeMap<>(mesh.clusters());
    cloud.remove("onprem");
    for (EnvironmentMesh other :
        List.of(with(mesh, mesh.clusters(), List.of()), with(mesh, cloud, mesh.links()))) {
      memory.compile(mesh, Verdict.EMPTY);

      assertThat(memory.compile(other, Verdict.EMPTY))
          .isEqualTo(MeshCompiler.compile(other))
          .isNotEqualTo(MeshCompiler.compile(mesh));
    }
  }

  private static EnvironmentMesh with(
      EnvironmentMesh mesh, SortedMap<String, Cluster> clusters, List<Link> links) {
    return new EnvironmentMesh(
        mesh.name(),
        mesh.environment(),
        clusters,
        mesh.control(),
        links,
        mesh.budget(),
        mesh.removal(),
        mesh.drift(),
        mesh.applications(),
        mesh.products(),
        mesh.grants(),
        mesh.quarantine());
  }

  /// That two want the same shows in the whole mesh only.
  @Test
  void tellsOfWhatIsWantedTwice() {
    MemoryTree tree = GeneratedMesh.of(new GeneratedMesh.Size(1, 3, 1, 0), 4).tree();
    EnvironmentMesh mesh = resolved(tree, 0).orElseThrow();
    var writer = new ApplicationName("domain-a", "writer-a");
    Application first = Objects.requireNonNull(mesh.applications().get(writer));
    for (String other : List.of("writer-b", "nobody-knows")) {
      var name = new ApplicationName("domain-a", other);
      SortedMap<ApplicationName, Application> applications = new TreeMap<>(mesh.applications());
      applications.put(
          name,
          new Application(
              name,
              first.owner(),
              first.type(),
              first.principal(),
              first.quota(),
              first.location()));
      memory.compile(mesh, Verdict.EMPTY);

      Compilation twice = memory.compile(mesh.with(applications), Verdict.EMPTY);

      assertThat(twice.diagnostics()).isNotEmpty();
      assertThat(twice).isEqualTo(MeshCompiler.compile(mesh.with(applications)));
      assertThat(memory.compile(mesh, Verdict.EMPTY)).isEqualTo(MeshCompiler.compile(mesh));
    }
  }
}
