// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.devstack.PlatformStack;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.event.StatusDocument;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// Merges in the repository of a running platform: from the moment the branch moves until the
/// control-plane log says that the change was read back from the cluster, as a consumer of the log
/// sees it. Every other merge changes a topic's config, the others give somebody access.
///
/// In between, the raw admin client alters a config and describes it until the new value is there:
/// what Kafka itself needs.
final class MergeBenchmark {

  private static final int WARM_UP = 6;
  private static final double TARGET = 2.0;
  private static final double LONGEST_PAUSE_MILLIS = 1_500;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(30);
  private static final String RAW_TOPIC = "bench.raw";

  private final Path root;
  private final PrintStream out;
  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);

  MergeBenchmark(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  /// @param products how many products the mesh has beside those of the sample
  void run(int merges, int products) throws IOException, InterruptedException {
    Path folder = root.resolve("target/bench-merge");
    Bench.delete(folder);
    try (PlatformStack platform = PlatformStack.in(folder.resolve("platform"))) {
      platform.start();
      Properties settings = new Properties();
      settings.putAll(platform.stack().kafka("onprem").adminProperties());
      try (Admin admin = Admin.create(settings);
          var statuses = new StatusLog(settings)) {
        var raw = new RawKafka(admin);
        raw.create(List.of(new NewTopic(RAW_TOPIC, 1, (short) 1)));
        var edits = new MeshEdits(platform.repository(), folder);
        grow(platform, edits, products);
        measure(edits, statuses, raw, merges);
      }
    } finally {
      Bench.delete(folder);
    }
  }

  private void grow(PlatformStack platform, MeshEdits edits, int products)
      throws IOException, InterruptedException {
    if (products > 0) {
      String commit = edits.grow(products);
      long begin = System.nanoTime();
      edits.merge(commit);
      platform.awaitLive(commit, LONG_PATIENCE);
      out.printf(
          Locale.ROOT,
          "a merge of %,d products: live after %.0f s%n",
          products,
          (System.nanoTime() - begin) / 1e9);
    }
  }

  private void measure(MeshEdits edits, StatusLog statuses, RawKafka raw, int merges)
      throws IOException, InterruptedException {
    List<Double> configs = new ArrayList<>();
    List<Double> grants = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    for (int i = 0; i < WARM_UP + merges; i++) {
      // At any moment between two looks of the daemon, not just after one.
      TimeUnit.MILLISECONDS.sleep((long) (random.nextDouble() * LONGEST_PAUSE_MILLIS));
      boolean isGrant = i % 2 == 1 && edits.hasGrants();
      double merged = isGrant ? grant(edits, statuses) : config(edits, statuses, i);
      long value = Duration.ofHours(24).toMillis() + i;
      double altered = raw.alter(RAW_TOPIC, "retention.ms", Long.toString(value));
      if (i >= WARM_UP) {
        (isGrant ? grants : configs).add(merged);
        bare.add(altered);
      }
    }
    List<Double> all = new ArrayList<>(configs);
    all.addAll(grants);
    print("merge of a config until read back", configs);
    print("merge of a grant until read back", grants);
    print("all merges", all);
    print("raw alterConfigs until described", bare);
    out.println(Timing.limit("merge until read back, p95", Percentiles.of(all, 0.95), TARGET));
    out.printf(
        Locale.ROOT,
        "%-46s %.0f x%n",
        "p50, merge / raw",
        Percentiles.of(all, 0.5) / Percentiles.of(bare, 0.5));
  }

  private static double config(MeshEdits edits, StatusLog statuses, int number)
      throws IOException, InterruptedException {
    // Longer each time: to keep records for a shorter time needs somebody's approval.
    String commit = edits.retention(Duration.ofHours(400L + number));
    return timed(
        edits,
        statuses,
        commit,
        document ->
            document instanceof ProductStatus status
                && status.urn().equals(MeshEdits.PRODUCT)
                && status.revision().equals(commit)
                && status.conditions().stream()
                    .anyMatch(
                        each -> each.type().equals("Synced") && each.status().equals("True")));
  }

  private static double grant(MeshEdits edits, StatusLog statuses)
      throws IOException, InterruptedException {
    String commit = edits.grant();
    return timed(
        edits,
        statuses,
        commit,
        document ->
            document instanceof GrantStatus status
                && status.mergedCommit().equals(commit)
                && status.readBackAt() != null);
  }

  private static double timed(
      MeshEdits edits, StatusLog statuses, String commit, Predicate<StatusDocument> isThere)
      throws IOException, InterruptedException {
    statuses.seekToEnd();
    long begin = System.nanoTime();
    edits.merge(commit);
    statuses.await(isThere, PATIENCE);
    return (System.nanoTime() - begin) / 1e9;
  }

  private void print(String what, List<Double> times) {
    if (times.isEmpty()) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "%-46s p50 %6.0f ms   p95 %6.0f ms   max %6.0f ms   of %d%n",
        what,
        Percentiles.of(times, 0.5) * 1000,
        Percentiles.of(times, 0.95) * 1000,
        Percentiles.of(times, 1) * 1000,
        times.size());
  }
}
