// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.KafkaControlPlaneLog;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.resource.DesiredState;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/// Weft against the raw admin client, in one run on one broker.
final class KafkaBenchmarks {

  private static final int WARM_UP = 2;
  private static final int ROUNDS = 5;
  private static final int CREATE_ROUNDS = 3;
  private static final int SMALL = 2_000;
  private static final double INVENTORY_TARGET = 10;

  private final PrintStream out;

  KafkaBenchmarks(PrintStream out) {
    this.out = out;
  }

  /// Creates topics with each, in turn. The raw client is timed twice: until the controller has
  /// answered, and until every topic can be described with its leaders, which is what Weft waits
  /// for before it calls a topic made.
  void create(Path root, int topics) {
    try (Bench bench = Bench.start(root)) {
      Provisioner provisioner = bench.provisioner();
      Shape warm = new Shape("warm", Math.max(50, topics / 20));
      create(bench.raw(), new Shape("warm-raw", warm.topics()), new Timing(""), new Timing(""));
      apply(provisioner, warm.desired(false));
      Timing answered = new Timing("raw createTopics, until answered");
      Timing described = new Timing("raw createTopics, until all can be described");
      Timing plan = new Timing("weft plan before it: observe, diff, ask brokers");
      Timing weft = new Timing("weft apply: journal, create, read back, record");
      // Many topics make every broker slower, so that large runs are not repeated on one.
      int rounds = topics <= SMALL ? CREATE_ROUNDS : 1;
      for (int i = 0; i < rounds; i++) {
        create(bench.raw(), new Shape("raw" + i, topics), answered, described);
        DesiredState desired = new Shape("made" + i, topics).desired(false);
        Prepared prepared =
            plan.measure(() -> provisioner.plan(desired, "bench", PlanOptions.DEFAULT));
        RunReport report = weft.measure(() -> run(provisioner, prepared));
        require(report.counts().applied() == topics, "created " + report.counts());
      }
      out.printf("create %,d topics (1 partition, 2 configs), 1 broker%n", topics);
      out.println(answered);
      out.println(described);
      out.println(plan);
      out.println(weft);
      out.println(
          Timing.ratio("create, weft / raw described", weft.median() / described.median(), 1.3));
      out.println(
          Timing.ratio("create, weft / raw answered", weft.median() / answered.median(), 1.3));
    }
  }

  private static void create(RawKafka raw, Shape shape, Timing answered, Timing described) {
    List<NewTopic> topics = shape.rawTopics();
    long begin = System.nanoTime();
    raw.create(topics);
    answered.add((System.nanoTime() - begin) / 1e9);
    raw.awaitDescribed(topics);
    described.add((System.nanoTime() - begin) / 1e9);
  }

  /// Plans a mesh that is as it should be, and compares with the raw batched reads of the cluster.
  void planNothing(Path root, int topics) {
    try (Bench bench = Bench.start(root)) {
      DesiredState desired = new Shape("mesh", topics).desired(true);
      Provisioner provisioner = bench.provisioner();
      RunReport made = apply(provisioner, desired);
      require(made.counts().applied() == 2 * topics, "made " + made.counts());
      Timing raw = new Timing("raw reads, best chunks");
      Timing weft = new Timing("weft plan: inventory, observe, diff");
      Timing inventory = new Timing("  of which: nothing but observe and inventory");
      for (int i = 0; i < WARM_UP; i++) {
        bench.raw().readAll();
        provisioner.plan(desired, "bench", PlanOptions.DEFAULT);
      }
      for (int i = 0; i < ROUNDS; i++) {
        RawKafka.Counts counts = raw.measure(() -> bench.raw().readAll());
        require(counts.acls() >= topics * Shape.ACLS_PER_TOPIC, "read " + counts);
        Prepared prepared =
            weft.measure(() -> provisioner.plan(desired, "bench", PlanOptions.DEFAULT));
        require(prepared.plan().isEmpty() && prepared.errors().isEmpty(), "plan is not empty");
        inventory.measure(bench::readOnly);
      }
      out.printf(
          "plan, nothing changed: %,d topics, %,d ACLs, 1 broker%n",
          topics, topics * Shape.ACLS_PER_TOPIC);
      out.println(raw);
      out.println(weft);
      out.println(inventory);
      out.println(Timing.ratio("plan, weft / raw", weft.median() / raw.median(), 1.5));
    }
  }

  /// What a daemon reads first: the inventory of a log that it has not read before.
  void inventory(Path root, int resources) {
    try (Bench bench = Bench.start(root)) {
      bench.fill(resources);
      Timing read = new Timing("open the log and read the inventory");
      for (int i = 0; i < ROUNDS; i++) {
        int entries =
            read.measure(() -> {
              try (KafkaControlPlaneLog log = bench.newLog()) {
                return log.inventory().entries().size();
              }
            });
        require(entries == resources, "read " + entries);
      }
      out.printf("inventory of %,d resources%n", resources);
      out.println(read);
      out.println(Timing.limit("inventory, until read", read.median(), INVENTORY_TARGET));
    }
  }

  private static RunReport apply(Provisioner provisioner, DesiredState desired) {
    return run(provisioner, provisioner.plan(desired, "bench", PlanOptions.DEFAULT));
  }

  private static RunReport run(Provisioner provisioner, Prepared prepared) {
    return provisioner.apply(
        prepared, Approval.none("benchmark", "weft bench"), RunListener.SILENT);
  }

  static void require(boolean isTrue, String what) {
    if (!isTrue) {
      throw new IllegalStateException("the benchmark did not do its work: " + what);
    }
  }
}
