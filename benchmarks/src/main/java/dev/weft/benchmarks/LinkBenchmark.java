// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.devstack.ConnectAccess;
import dev.weft.devstack.KafkaAccess;
import dev.weft.devstack.PlatformStack;
import dev.weft.devstack.install.Distribution;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// The link of the sample mesh: from the moment a record is handed to a producer on the first
/// cluster until a consumer on the second has it. In turn with it the same through a plain
/// MirrorMaker 2 with the same settings between the same clusters, and, as the floor, on the first
/// cluster alone.
final class LinkBenchmark {

  private static final String TOPIC = "shipping.late-deliveries.late.v1";
  private static final String CONNECTOR = "weft.dev.onprem-to-cloud.shipping";
  private static final String PLAIN = "bench.plain";
  private static final String LOCAL = "bench.local";
  private static final int WARM_UP = 50;
  private static final long LONGEST_PAUSE_MILLIS = 40;

  private final Path root;
  private final PrintStream out;
  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);

  LinkBenchmark(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  void run(int records) throws Exception {
    Path folder = root.resolve("target/bench-link");
    Bench.delete(folder);
    try (PlatformStack platform = PlatformStack.in(folder.resolve("platform"))) {
      platform.start();
      KafkaAccess source = platform.stack().kafka("onprem");
      KafkaAccess target = platform.stack().kafka("cloud");
      source.allowTokenEndpoint();
      create(source, List.of(PLAIN, LOCAL));
      Map<String, String> settings = settings(platform.stack().connect("cloud"));
      Distribution servers = Distribution.ofCheckout(root);
      try (var _ =
              PlainMirrorMaker.start(
                  folder.resolve("plain"), servers, source, target, PLAIN, settings);
          var link = new LinkProbe(TOPIC, source, target);
          var plain = new LinkProbe(PLAIN, source, target);
          var local = new LinkProbe(LOCAL, source, source)) {
        measure(link, plain, local, records);
      }
    } finally {
      Bench.delete(folder);
    }
  }

  private void measure(LinkProbe link, LinkProbe plain, LinkProbe local, int records)
      throws InterruptedException {
    List<Double> linked = new ArrayList<>();
    List<Double> mirrored = new ArrayList<>();
    List<Double> floor = new ArrayList<>();
    for (int i = 0; i < WARM_UP + records; i++) {
      // Neither always comes first: what one leaves behind is not always the other's.
      boolean isLinkFirst = random.nextBoolean();
      if (isLinkFirst) {
        probe(link, linked, i);
      }
      probe(plain, mirrored, i);
      if (!isLinkFirst) {
        probe(link, linked, i);
      }
      probe(local, floor, i);
      if (i + 1 == WARM_UP) {
        List.of(linked, mirrored, floor).forEach(List::clear);
      }
    }
    print("produced on A until read on B, Weft's link", linked);
    print("the same, plain MirrorMaker 2", mirrored);
    print("produced on A until read on A", floor);
    ratio("p50, Weft's link / plain MirrorMaker 2", linked, mirrored, 0.5);
    ratio("p95, Weft's link / plain MirrorMaker 2", linked, mirrored, 0.95);
  }

  private void probe(LinkProbe probe, List<Double> times, int number) throws InterruptedException {
    // At any moment of whatever the servers do in turn.
    TimeUnit.MILLISECONDS.sleep((long) (random.nextDouble() * LONGEST_PAUSE_MILLIS));
    times.add(probe.send("record " + number));
  }

  /// What Weft has set for its mirror, without what is about clusters, names and classes.
  private static Map<String, String> settings(ConnectAccess connect)
      throws IOException, InterruptedException {
    URI uri = URI.create(connect.url() + "/connectors/" + CONNECTOR + "/config");
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "Weft has made no connector " + CONNECTOR + ": " + answer.body());
      }
      var settings = new TreeMap<String, String>();
      for (Map.Entry<String, JsonNode> each :
          new ObjectMapper().readTree(answer.body()).properties()) {
        String name = each.getKey();
        boolean isOfTheLink =
            name.contains("cluster.")
                || List.of("name", "connector.class", "topics", "topics.exclude").contains(name);
        if (!isOfTheLink) {
          settings.put(name, each.getValue().asText());
        }
      }
      return settings;
    }
  }

  private static void create(KafkaAccess cluster, List<String> topics) {
    var properties = new Properties();
    properties.putAll(cluster.adminProperties());
    try (Admin admin = Admin.create(properties)) {
      var all = topics.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList();
      all.forEach(topic -> topic.configs(Map.of("compression.type", "zstd")));
      new RawKafka(admin).create(all);
    }
  }

  private void print(String what, List<Double> times) {
    out.printf(
        Locale.ROOT,
        "%-46s p50 %6.1f ms   p95 %6.1f ms   max %6.1f ms   of %d%n",
        what,
        Percentiles.of(times, 0.5) * 1000,
        Percentiles.of(times, 0.95) * 1000,
        Percentiles.of(times, 1) * 1000,
        times.size());
  }

  private void ratio(String what, List<Double> ours, List<Double> theirs, double share) {
    out.printf(
        Locale.ROOT,
        "%-46s %.2f x%n",
        what,
        Percentiles.of(ours, share) / Percentiles.of(theirs, share));
  }
}
