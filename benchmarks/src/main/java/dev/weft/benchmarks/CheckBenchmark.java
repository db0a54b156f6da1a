// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.governance.ChangeCheck;
import dev.weft.governance.ChangeMemory;
import dev.weft.governance.ChangeReport;
import dev.weft.governance.Circumstances;
import dev.weft.governance.Governance;
import dev.weft.governance.MeshCheck;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.testing.CommitTree;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Supplier;

/// Policies over a mesh of thousands of products, with fifty of them, and a change of twenty
/// products that is held against the branch it is for.
final class CheckBenchmark {

  private static final int PRODUCTS_OF_A_DOMAIN = 100;
  private static final int POLICIES = 50;
  private static final int CHANGED = 20;
  private static final int ROUNDS = 5;
  private static final Instant NOW = GeneratedMesh.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  private final CommandBenchmarks commands;
  private final PrintStream out;

  CheckBenchmark(CommandBenchmarks commands, PrintStream out) {
    this.commands = commands;
    this.out = out;
  }

  void run(int products) throws IOException, InterruptedException {
    int domains = Math.max(1, products / PRODUCTS_OF_A_DOMAIN);
    MemoryTree tree =
        GeneratedMesh.of(new GeneratedMesh.Size(domains, PRODUCTS_OF_A_DOMAIN, 1, 1), 1).tree();
    int builtIn = Governance.of(MeshLoader.load(tree)).policies().size();
    for (int number = builtIn; number < POLICIES; number++) {
      MemoryTree unused =
          tree.with("governance/policies/more-%d.yaml".formatted(number), policy(number));
    }
    Timing cold = commands.validate("weft validate of it, from the shell", tree);
    var memory = new LoadMemory();
    LoadedMesh base = MeshLoader.load(new CommitTree(tree), memory);
    Timing whole = new Timing("every product, every policy, both environments");
    whole.measure(() -> MeshCheck.of(base, Governance.of(base), NOW));
    for (int number = 0; number < CHANGED; number++) {
      String path =
          "domains/%s/%s/product.yaml"
              .formatted(GeneratedMesh.domain(number % domains), GeneratedMesh.product(number));
      MemoryTree unused =
          tree.with(path, tree.text(path).replace("freshness: PT1M", "freshness: PT2M"));
    }
    var checks = new ChangeMemory();
    Timing change = new Timing("a change of %d products, warm".formatted(CHANGED));
    for (int round = 0; round < 2 + ROUNDS; round++) {
      ChangeReport found =
          timed(
              round >= 2,
              change,
              () ->
                  ChangeCheck.of(
                      base,
                      MeshLoader.load(new CommitTree(tree), memory),
                      Circumstances.UNKNOWN,
                      NOW,
                      checks));
      KafkaBenchmarks.require(found.products().size() == CHANGED, "other products were touched");
      KafkaBenchmarks.require(found.blocking().isEmpty(), "the mesh breaks policies");
    }
    out.printf(
        Locale.ROOT,
        "%,d products, %d policies, %d products changed%n",
        domains * PRODUCTS_OF_A_DOMAIN,
        POLICIES,
        CHANGED);
    out.println(cold);
    out.println(whole);
    out.println(change);
    out.println(Timing.limit("weft validate, cold", cold.median(), 5));
    out.println(Timing.limit("change of 20 products, warm", change.median(), 1));
  }

  private static String policy(int number) {
    return """
    apiVersion: weft.dev/v1
    kind: Policy
    metadata: {name: more-%d}
    spec:
      description: One more rule about fields and topics.
      severity: warning
      mode: warn
      appliesTo: {each: port}
      checks:
        - id: fields
          assert: fields.all(field, field.name != 'unwanted_%d') && port.topic.partitions <= 100 + %d
          say: The port has a field that is not wanted
          at: schema
    """
        .formatted(number, number, number);
  }

  private static <T> T timed(boolean isWarm, Timing timing, Supplier<T> work) {
    return isWarm ? timing.measure(work) : work.get();
  }
}
