// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.devstack.PlatformStack;
import dev.weft.devstack.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// `weft up` of the whole platform with kept data: the time until the catalog's first page answers,
/// and the memory of all its processes.
final class UpBenchmark {

  private static final double SECONDS = 25;
  private static final double MEBIBYTES = 2048;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path root;
  private final PrintStream out;

  UpBenchmark(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    Path folder = root.resolve("target/bench-up");
    out.println("Preparing: the first start, which makes all data.");
    try (PlatformStack first = PlatformStack.in(folder)) {
      first.start();
    }
    try (PlatformStack warm = PlatformStack.in(folder)) {
      long start = System.nanoTime();
      var page = new AtomicLong();
      Thread watcher = Thread.ofVirtual().start(() -> page.set(firstPage(warm)));
      warm.start();
      long complete = System.nanoTime();
      watcher.join();
      print("first page of the catalog", seconds(start, page.get()), SECONDS, "s");
      out.printf(
          Locale.ROOT, "%-46s %7.1f s%n", "mesh real, everything up", seconds(start, complete));
      long total = 0;
      for (Service service : warm.stack().services()) {
        long pss = pss(warm.stack().process(service).orElseThrow().pid());
        out.printf(Locale.ROOT, "  memory of %-34s %7.0f MiB%n", service, pss / 1024.0);
        total += pss;
      }
      print("memory of all processes (PSS)", total / 1024.0, MEBIBYTES, "MiB");
    }
  }

  /// Asks for the first page, as a browser does, until it is there.
  private static long firstPage(PlatformStack stack) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        if (answers(http, stack)) {
          return System.nanoTime();
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
      throw new IllegalStateException("the first page did not answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean answers(HttpClient http, PlatformStack stack) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(stack.catalogUrl() + "/")).build();
      // Either the page or, to somebody who is not signed in, the way to the login.
      return http.send(request, BodyHandlers.discarding()).statusCode() < 400;
    } catch (IOException _) {
      // Nobody listens yet.
      return false;
    }
  }

  /// Proportional set size of a process and all its children, in KiB.
  private static long pss(long pid) throws IOException {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    long total = 0;
    List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
    for (ProcessHandle each : all) {
      Path file = Path.of("/proc", Long.toString(each.pid()), "smaps_rollup");
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("Pss:")) {
          total += Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    }
    return total;
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  private void print(String what, double value, double target, String unit) {
    out.printf(
        Locale.ROOT,
        "%-46s %7.1f %s   target <= %.0f %s   %s%n",
        what,
        value,
        unit,
        target,
        unit,
        value <= target ? "met" : "MISSED");
  }
}
