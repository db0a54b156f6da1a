// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.governance.CheckMemory;
import dev.weft.governance.Governance;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Point;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.environment.Goal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/// What a daemon computes when one product of a large mesh has changed, before it asks any server:
/// loads anew and with a memory of the load before, then resolves, asks the policies and compiles.
final class ChangeBenchmark {

  private static final int PRODUCTS_OF_A_DOMAIN = 100;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 7;
  private static final double MIB = 1 << 20;

  private final PrintStream out;

  ChangeBenchmark(PrintStream out) {
    this.out = out;
  }

  /// A tree whose files have ids, as those of a commit.
  private static final class Commit implements SourceTree {
    private final MemoryTree tree;
    private final Map<String, String> ids = new HashMap<>();

    Commit(MemoryTree tree) {
      this.tree = tree;
      tree.files().forEach(file -> ids.put(file.path(), id(file.path())));
    }

    void changed(String path) {
      ids.put(path, id(path));
    }

    private String id(String path) {
      return UUID.nameUUIDFromBytes(tree.text(path).getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public List<SourceFile> files() {
      return tree.files().stream()
          .map(file -> new SourceFile(file.path(), file.size(), file.kind(), ids.get(file.path())))
          .toList();
    }

    @Override
    public byte[] read(String path) throws IOException {
      return tree.read(path);
    }
  }

  void run(int products) {
    int domains = Math.max(1, products / PRODUCTS_OF_A_DOMAIN);
    MemoryTree tree =
        GeneratedMesh.of(new GeneratedMesh.Size(domains, PRODUCTS_OF_A_DOMAIN, 1, 1), 1).tree();
    var commit = new Commit(tree);
    var memory = new LoadMemory();
    var checks = new CheckMemory();
    var anew = new Timing("load, everything anew");
    var again = new Timing("load, one product changed");
    var resolve = new Timing("resolve for an environment");
    var check = new Timing("ask the policies");
    var compile = new Timing("compile");
    long resources = 0;
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      boolean isWarm = i >= WARM_UP;
      String path =
          "domains/%s/%s/product.yaml"
              .formatted(GeneratedMesh.domain(i % domains), GeneratedMesh.product(i));
      tree.with(path, tree.text(path) + "# " + i + "\n");
      commit.changed(path);
      LoadedMesh whole = timed(isWarm, anew, () -> MeshLoader.load(tree));
      LoadedMesh mesh = timed(isWarm, again, () -> MeshLoader.load(commit, memory));
      KafkaBenchmarks.require(
          mesh.diagnostics().size() == whole.diagnostics().size(), "the loads differ");
      Governance governance = Governance.of(mesh, checks);
      Resolution resolution =
          timed(isWarm, resolve, () -> mesh.resolve("dev", GeneratedMesh.TODAY));
      EnvironmentMesh resolved = Objects.requireNonNull(resolution.mesh());
      Verdict verdict =
          timed(isWarm, check, () -> governance.check(resolved, Point.APPLY, Instant.now()));
      Goal goal =
          timed(
              isWarm, compile, () -> Goal.of(resolved, resolution.diagnostics(), verdict, "bench"));
      resources = goal.desired().resources().size();
    }
    out.printf(
        Locale.ROOT,
        "one product of %,d changes: %,d files, %,d resources%n",
        domains * PRODUCTS_OF_A_DOMAIN,
        tree.files().size(),
        resources);
    List.of(anew, again, resolve, check, compile).forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%-46s %.1f x%n",
        "load, anew / with a memory",
        anew.median() / again.median());
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    out.printf(
        Locale.ROOT,
        "%-46s %.0f MiB%n",
        "heap in use, mesh, memory and files",
        (runtime.totalMemory() - runtime.freeMemory()) / MIB);
  }

  private static <T> T timed(boolean isWarm, Timing timing, Supplier<T> work) {
    return isWarm ? timing.measure(work) : work.get();
  }
}
