// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.devstack.DevStack;
import dev.weft.devstack.KafkaAccess;
import dev.weft.devstack.Progress;
import dev.weft.devstack.StackSpec;
import dev.weft.devstack.install.Distribution;
import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.EventCodec;
import dev.weft.model.event.LogTopic;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The packaged catalog against a log of many products: how long it takes to fill an empty
/// database, and then how long searches with facets take, from the caller's view.
final class CatalogBenchmark {

  private static final int SEARCHES = 300;
  private static final int WARM_UP = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path root;
  private final PrintStream out;
  private final HttpClient http = HttpClient.newHttpClient();

  CatalogBenchmark(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  void run(int products) throws IOException, InterruptedException, ExecutionException {
    Path jar = root.resolve("catalog-service/target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is not built; run `mvn -Dquick package` first");
    }
    Path folder = root.resolve(".weft/bench-catalog");
    Bench.delete(folder);
    DevStack stack =
        DevStack.in(
            folder,
            StackSpec.standard().withPorts(StackSpec.Ports.RANDOM),
            Distribution.ofCheckout(root));
    try {
      stack.up(Progress.SILENT);
      write(stack.kafka("onprem"), products);
      measure(stack, jar, folder, products);
    } finally {
      stack.down(Progress.SILENT);
      Bench.delete(folder);
    }
  }

  private void write(KafkaAccess kafka, int products)
      throws InterruptedException, ExecutionException {
    Properties settings = new Properties();
    settings.putAll(kafka.adminProperties());
    settings.put("linger.ms", "50");
    settings.put("batch.size", "500000");
    GeneratedCatalog mesh = new GeneratedCatalog(1);
    try (Admin admin = Admin.create(settings);
        var producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      admin
          .createTopics(
              List.of(LogTopic.PRODUCTS, LogTopic.STATUS).stream()
                  .map(topic ->
                      new NewTopic(topic, 1, (short) 1)
                          .configs(Map.of("cleanup.policy", "compact")))
                  .toList())
          .all()
          .get();
      long bytes = 0;
      for (int i = 0; i < GeneratedCatalog.DOMAINS + products; i++) {
        CatalogDocument document =
            i < GeneratedCatalog.DOMAINS
                ? mesh.domain(i)
                : mesh.product(i - GeneratedCatalog.DOMAINS);
        byte[] value = EventCodec.write(document);
        bytes += value.length;
        var _ = producer.send(new ProducerRecord<>(LogTopic.PRODUCTS, document.key(), value));
      }
      producer.flush();
      out.printf(Locale.ROOT, "log of %,d products, %,d MB%n", products, bytes / (1024 * 1024));
    }
  }

  private void measure(DevStack stack, Path jar, Path folder, int products)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Properties settings = new Properties();
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("quarkus.datasource.jdbc.url", stack.postgres().jdbcUrl("catalog"));
    settings.put("quarkus.datasource.username", stack.postgres().user("catalog"));
    settings.put("quarkus.datasource.password", stack.postgres().password("catalog"));
    settings.put("quarkus.oidc.auth-server-url", stack.identity().issuer());
    settings.put("quarkus.oidc.credentials.secret", stack.identity().clientSecret("weft-catalog"));
    settings.put("weft.anonymous", "true");
    stack
        .kafka("onprem")
        .adminProperties()
        .forEach((name, value) -> settings.put("weft.log.kafka." + name, value));
    Path file = folder.resolve("catalog.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    Path log = folder.resolve("catalog.log");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("QUARKUS_CONFIG_LOCATIONS", file.toString());
    Process process = builder.start();
    try {
      URI base = URI.create("http://127.0.0.1:" + port);
      awaitReady(base, process);
      double seconds = filledIn(log);
      out.println(Timing.limit("replay of " + products + " products", seconds, 60));
      search(base);
    } finally {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private void awaitReady(URI base, Process process) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (get(base.resolve("/q/health/ready")).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It has not opened its port yet.
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException("the catalog was not ready in time");
  }

  private static double filledIn(Path log) throws IOException {
    String mark = "tables filled from the log";
    String line =
        Files.readAllLines(log).stream()
            .filter(each -> each.contains(mark))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(line.substring(line.indexOf("seconds=") + 8).strip());
  }

  private void search(URI base) throws IOException, InterruptedException {
    GeneratedCatalog mesh = new GeneratedCatalog(1);
    Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
    kinds.put("one word", mesh::word);
    kinds.put("two words", () -> mesh.word() + " " + mesh.word());
    kinds.put("a word and a domain", () -> mesh.word() + "&domain=" + mesh.domain());
    kinds.put("a typing mistake", mesh::misspelt);
    kinds.put("everything", () -> "");
    Map<String, List<Double>> times = new LinkedHashMap<>();
    // In turn, as people ask; so no kind pays for the first steps of a process that has just begun.
    for (int i = 0; i < WARM_UP + SEARCHES; i++) {
      for (var kind : kinds.entrySet()) {
        double time = timed(base, kind.getValue().get());
        if (i >= WARM_UP) {
          times.computeIfAbsent(kind.getKey(), _ -> new ArrayList<>()).add(time);
        }
      }
    }
    times.forEach((kind, each) -> report("search: " + kind, each));
    List<Double> all = times.values().stream().flatMap(List::stream).toList();
    report("search: all", all);
    out.println(Timing.limit("search with facets, p95 of all", Percentiles.of(all, 0.95), 0.05));
  }

  private void report(String what, List<Double> times) {
    out.printf(
        Locale.ROOT,
        "%-46s p50 %6.1f ms   p95 %6.1f ms%n",
        what,
        Percentiles.of(times, 0.5) * 1000,
        Percentiles.of(times, 0.95) * 1000);
  }

  private double timed(URI base, String question) throws IOException, InterruptedException {
    int split = question.indexOf('&');
    String words = split < 0 ? question : question.substring(0, split);
    String rest = split < 0 ? "" : question.substring(split);
    URI uri =
        base.resolve("/api/v1/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + rest);
    long begin = System.nanoTime();
    HttpResponse<String> response = get(uri);
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (response.statusCode() != 200) {
      throw new IllegalStateException(uri + " answered " + response.body());
    }
    return seconds;
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
