// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.governance.CheckMemory;
import dev.weft.governance.Governance;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Point;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.compile.CompileMemory;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.WorldMemory;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.publish.DocumentPublisher;
import dev.weft.provisioner.publish.Publication;
import dev.weft.provisioner.publish.PublicationMemory;
import dev.weft.provisioner.testing.Bench;
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

/// What a daemon computes when one product of a large mesh has changed: loads anew and with a
/// memory of the load before, then resolves, asks the policies, compiles, plans and tells what has
/// come of it. Servers and log are in memory, so that what they would take does not count.
final class ChangeBenchmark {

  private static final int PRODUCTS_OF_A_DOMAIN = 100;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 7;
  private static final double MIB = 1 << 20;
  private static final String BEFORE = "compression.type: zstd";
  private static final String AFTER = "compression.type: lz4";

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
    var compiled = new CompileMemory();
    var anew = new Timing("load, everything anew");
    var again = new Timing("load, one product changed");
    var resolve = new Timing("resolve for an environment");
    var check = new Timing("ask the policies");
    var compile = new Timing("compile");
    long resources = 0;
    var plan = new Timing("plan");
    var tell = new Timing("documents");
    var servers = new Servers();
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      boolean isWarm = i >= WARM_UP;
      commit.changed(edit(tree, i, domains));
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
      String revision = "commit-" + i;
      Goal goal =
          timed(
              isWarm,
              compile,
              () -> Goal.of(resolved, resolution.diagnostics(), verdict, revision, compiled));
      resources = goal.desired().resources().size();
      Prepared prepared = timed(isWarm, plan, () -> servers.plan(goal));
      KafkaBenchmarks.require(
          !isWarm || prepared.plan().changes().size() == 1, "not one change was planned");
      Publication publication = servers.apply(mesh, goal, prepared);
      DocumentChanges told = timed(isWarm, tell, () -> servers.tell(publication));
      KafkaBenchmarks.require(!isWarm || told.size() == 2, "not one product was told of");
    }
    print(
        domains * PRODUCTS_OF_A_DOMAIN,
        tree.files().size(),
        resources,
        List.of(anew, again, resolve, check, compile, plan, tell));
  }

  /// @param timings the two loads first
  private void print(int products, int files, long resources, List<Timing> timings) {
    out.printf(
        Locale.ROOT,
        "one product of %,d changes: %,d files, %,d resources%n",
        products,
        files,
        resources);
    timings.forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%-46s %.1f x%n",
        "load, anew / with a memory",
        timings.get(0).median() / timings.get(1).median());
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    out.printf(
        Locale.ROOT,
        "%-46s %.0f MiB%n",
        "heap in use, mesh, memory, files, servers and log",
        (runtime.totalMemory() - runtime.freeMemory()) / MIB);
  }

  /// Another compression for a topic of one product; the next one that says anything about it.
  private static String edit(MemoryTree tree, int round, int domains) {
    for (int product = 0; product < PRODUCTS_OF_A_DOMAIN; product++) {
      String path =
          "domains/%s/%s/product.yaml"
              .formatted(
                  GeneratedMesh.domain(round % domains), GeneratedMesh.product(round + product));
      String text = tree.text(path);
      if (text.contains(BEFORE)) {
        tree.with(path, text.replaceFirst(BEFORE, AFTER));
        return path;
      }
    }
    throw new IllegalStateException("no product says how its records are compressed");
  }

  /// An environment in memory.
  private static final class Servers {
    private final Bench bench = new Bench();
    private final WorldMemory world = new WorldMemory();
    private final PublicationMemory told = new PublicationMemory();

    Prepared plan(Goal goal) {
      return bench
          .provisioner()
          .plan(goal.desired(), goal.revision(), PlanOptions.DEFAULT, world, Reach.CHANGES);
    }

    Publication apply(LoadedMesh mesh, Goal goal, Prepared prepared) {
      world.touched(prepared.plan().changes());
      RunReport report = bench.apply(prepared);
      return new Publication(
          mesh,
          goal.mesh(),
          goal.desired(),
          goal.diagnostics(),
          new CommitDocument(goal.revision(), "Ann", "", Instant.EPOCH, "Change"),
          Map.of(),
          null,
          List.of(),
          prepared,
          report,
          bench.now());
    }

    DocumentChanges tell(Publication publication) {
      DocumentChanges written =
          bench.log.publish("dev", there -> DocumentPublisher.changes(publication, there, told));
      told.told(publication);
      return written;
    }
  }

  private static <T> T timed(boolean isWarm, Timing timing, Supplier<T> work) {
    return isWarm ? timing.measure(work) : work.get();
  }
}
