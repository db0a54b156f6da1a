// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.provisioner.compile.Compilation;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.Planner;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.FakeCluster;
import dev.weft.provisioner.testing.FakeLinks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// From manifests to servers and back, over generated meshes.
class GeneratedMeshTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  private static DesiredState compile(long seed) {
    GeneratedMesh generated = GeneratedMesh.of(GeneratedMesh.Size.SMALL, seed);
    EnvironmentMesh mesh =
        MeshLoader.load(generated.tree()).resolve("prod", GeneratedMesh.TODAY).mesh();
    Compilation compilation = MeshCompiler.compile(Objects.requireNonNull(mesh));
    assertThat(compilation.diagnostics()).isEmpty();
    return compilation.desired();
  }

  private static Bench linked() {
    Bench bench = new Bench();
    var cloud = new FakeCluster("cloud");
    return bench.with(cloud).with(new FakeLinks(cloud, bench.cluster));
  }

  private static Prepared plan(Bench bench, DesiredState desired) {
    return bench.provisioner().plan(desired, "r1", PlanOptions.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wantsNothingMoreAfterItWasApplied(long seed) {
    DesiredState desired = compile(seed);
    Bench bench = linked();

    RunReport report =
        bench
            .provisioner()
            .apply(plan(bench, desired), Approval.none("ann", "weft apply"), RunListener.SILENT);

    assertThat(report.counts().succeeded()).isEqualTo(report.results().size()).isPositive();
    assertThat(Bench.lines(plan(bench, desired).plan())).isEmpty();
    assertThat(plan(bench, desired).plan().held()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void plansTheSameWhateverTheOrderOfWhatItSees(long seed) {
    DesiredState desired = compile(seed);
    Bench bench = linked();
    RunReport _ =
        bench
            .provisioner()
            .apply(plan(bench, desired), Approval.none("ann", "weft apply"), RunListener.SILENT);
    World world = plan(bench, desired).world();
    DesiredState other = compile(seed + 1);

    Plan plan = Planner.plan(other, world, PlanOptions.DEFAULT);
    Plan reversed = Planner.plan(other, reversed(world), PlanOptions.DEFAULT);

    assertThat(plan.changes()).isNotEmpty();
    assertThat(reversed).isEqualTo(plan);
  }

  private static World reversed(World world) {
    var clusters = new TreeMap<String, ClusterSnapshot>();
    world
        .clusters()
        .forEach((name, seen) ->
            clusters.put(
                name,
                new ClusterSnapshot(
                    name,
                    seen.clusterId(),
                    seen.brokers(),
                    seen.readAt(),
                    reversed(seen.topics()),
                    reversed(seen.acls()),
                    reversed(seen.quotas()))));
    RegistrySnapshot registry = Objects.requireNonNull(world.registry());
    Inventory inventory = world.inventory();
    return new World(
        clusters,
        world.unreachable(),
        new RegistrySnapshot(reversed(registry.artifacts())),
        "",
        null,
        "",
        world.links(),
        world.scram(),
        new Inventory(reversed(inventory.entries()), inventory.pending(), inventory.clusterIds()),
        world.revision(),
        world.now());
  }

  private static <K, V> Map<K, V> reversed(Map<K, V> map) {
    var reversed = new LinkedHashMap<K, V>();
    for (Map.Entry<K, V> entry : List.copyOf(map.entrySet()).reversed()) {
      reversed.put(entry.getKey(), entry.getValue());
    }
    return reversed;
  }
}
