// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.governance.Governance;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Point;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/// Policies over products of three ports with thirty fields each, budgets on, one thread: pairs of
/// one rule (a check) and one product for each second of the processor, so that others on the
/// machine do not count.
final class PolicyBenchmark {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int PRODUCTS = 300;
  private static final int ROUNDS = 15;
  private static final double TARGET = 40_000;
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final PrintStream out;

  PolicyBenchmark(PrintStream out) {
    this.out = out;
  }

  void run() {
    LoadedMesh mesh = MeshLoader.load(tree());
    long begun = System.nanoTime();
    Governance governance = Governance.of(mesh);
    out.printf("%-46s %.0f ms%n", "compile, cold", (System.nanoTime() - begun) / 1e6);
    EnvironmentMesh environment =
        Objects.requireNonNull(
            mesh.resolve("prod", LocalDate.ofInstant(NOW, ZoneOffset.UTC)).mesh(),
            "the benchmark's mesh is broken");
    int rules = governance.policies().stream().mapToInt(policy -> policy.checks().size()).sum();
    int policies = governance.policies().size();
    double[] rates = new double[ROUNDS];
    // A check spreads over the threads of the pool that it runs in; here that is one.
    try (var pool = new ForkJoinPool(1)) {
      for (int round = 0; round < ROUNDS; round++) {
        rates[round] = PRODUCTS / pool.submit(() -> check(governance, environment)).join();
      }
    }
    Arrays.sort(rates, ROUNDS / 3, ROUNDS);
    double products = rates[ROUNDS / 3 + (ROUNDS - ROUNDS / 3) / 2];
    out.printf(
        "%-46s %,.0f per second%n",
        "products, by %d policies with %d checks".formatted(policies, rules), products);
    report("policies × products", products * policies);
    report("checks × products", products * rules);
  }

  /// Seconds of the processor.
  private static double check(Governance governance, EnvironmentMesh environment) {
    long start = THREADS.getCurrentThreadCpuTime();
    Verdict verdict = governance.check(environment, Optional.empty(), Point.CHANGE, NOW);
    double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    if (!verdict.findings().isEmpty()) {
      throw new IllegalStateException(
          "the benchmark's mesh breaks " + verdict.findings().getFirst());
    }
    return seconds;
  }

  private void report(String what, double rate) {
    out.printf(
        "%-46s %,.0f per second   target >= %,.0f   %s%n",
        what, rate, TARGET, rate >= TARGET ? "met" : "missed");
  }

  private static MemoryTree tree() {
    MemoryTree tree =
        new MemoryTree()
            .with(
                "mesh.yaml",
                """
                apiVersion: weft.dev/v1
                kind: Mesh
                metadata: {name: bench}
                spec: {clusters: {main: {}}, environments: {prod: {clusters: {main: {}}}}}
                """)
            .with(
                "teams.yaml",
                """
                apiVersion: weft.dev/v1
                kind: TeamList
                metadata: {name: teams}
                spec: {teams: [{name: shop-team, email: shop@example.org, members: [ada@example.org]}]}
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
                "domains/shop/applications/writer.yaml",
                """
                apiVersion: weft.dev/v1
                kind: Application
                metadata: {name: writer}
                spec: {type: oauth}
                """);
    for (int number = 0; number < PRODUCTS; number++) {
      product(tree, "parcels" + number);
    }
    return tree;
  }

  private static void product(MemoryTree tree, String name) {
    String folder = "domains/shop/" + name + "/";
    StringBuilder manifest =
        new StringBuilder(
            """
            apiVersion: weft.dev/v1
            kind: DataProduct
            metadata: {name: NAME}
            spec:
              type: aggregate
              producer: shop/writer
              ports:
            """
                .replace("NAME", name));
    for (String port : new String[] {"scans", "routes", "delays"}) {
      manifest.append(
          """
              - name: PORT
                version: 1
                schema: schemas/PORT.avsc
                key: {type: string, field: field_0}
                compatibility: BACKWARD_TRANSITIVE
                classification: confidential
                topic: {partitions: 3, retention: P7D}
                sla: {freshness: PT1M, availability: 99.5, timeToRepair: PT8H}
                access: {purposes: [analytics]}
          """
              .replace("PORT", port));
      MemoryTree unused = tree.with(folder + "schemas/" + port + ".avsc", schema(name, port));
    }
    MemoryTree unused =
        tree.with(folder + "product.yaml", manifest.toString())
            .with(
                folder + "docs/README.md",
                "One record for each parcel that passed a scanner, where it was, when it was"
                    + " there, and where it went from there, as the scanner of the depot told it.");
  }

  private static String schema(String product, String port) {
    StringBuilder schema =
        new StringBuilder(
            "{\"type\": \"record\", \"name\": \"%s%s\", \"fields\": [".formatted(port, product));
    for (int field = 0; field < 30; field++) {
      schema.append(field == 0 ? "" : ", ");
      schema.append(
          "{\"name\": \"field_%d\", \"type\": \"string\", \"doc\": \"What it is.\"%s}"
              .formatted(field, field == 7 ? ", \"tags\": [\"pii\"]" : ""));
    }
    return schema.append("]}").toString();
  }
}
