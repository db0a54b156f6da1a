// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// `weft simulate`: runs storms by seed and sweeps a crash over every moment of every kind of
/// change, and tells what did not hold. Exits with 1 if anything did not.
public final class Simulate {

  private static final int MOST_TOLD = 5;

  private static final String HELP =
      """
      Usage: weft simulate [OPTION]...

      Simulates daemons, servers and Git in virtual time: the real loop, engine and log on scripted servers. Runs storms of
      faults, each by a seed, and kills the process at every moment of every kind of change; checks after each recovery what
      must hold (docs/reference/faults.md). Needs no servers. Exit code: 0 all held, 1 something did not, 2 wrong usage.

            --seeds N      How many storms. Default: 1000.
            --from S       The first seed. Default: 1.
            --seed S       Only this one, told with every call; no sweep.
            --fault NAME   Storms of this kind of fault alone; no sweep. One of:
                           %s.
            --no-sweep     Storms only.
            --json         Print JSON.
        -h, --help         Show this help and exit.
      """
          .formatted(Stream.of(Fault.values()).map(Fault::word).collect(Collectors.joining(", ")));

  private final PrintStream out;
  private long seeds = 1000;
  private long from = 1;
  private boolean isReplay;
  private boolean isSweeping = true;
  private boolean isJson;
  private boolean isHelp;
  private Set<Fault> faults = Fault.ALL;
  private String usage = "";

  private Simulate(PrintStream out) {
    this.out = out;
  }

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), out));
  }

  /// Runs the command.
  ///
  /// @return its exit code
  static int run(List<String> arguments, PrintStream out) {
    var command = new Simulate(out);
    command.read(arguments);
    if (command.isHelp) {
      out.print(HELP);
      return 0;
    }
    if (!command.usage.isEmpty()) {
      out.println("weft simulate: " + command.usage + " See `weft simulate --help`.");
      return 2;
    }
    return command.run();
  }

  private void read(List<String> arguments) {
    for (int i = 0; i < arguments.size() && usage.isEmpty(); i++) {
      String option = arguments.get(i);
      String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      switch (option) {
        case "-h", "--help" -> isHelp = true;
        case "--json" -> isJson = true;
        case "--no-sweep" -> isSweeping = false;
        case "--seeds" -> {
          seeds = number(option, value, 1);
          i++;
        }
        case "--from" -> {
          from = number(option, value, 0);
          i++;
        }
        case "--seed" -> {
          from = number(option, value, 0);
          seeds = 1;
          isReplay = true;
          isSweeping = false;
          i++;
        }
        case "--fault" -> {
          Fault.parse(value)
              .ifPresentOrElse(
                  fault -> faults = EnumSet.of(fault),
                  () -> usage = "there is no kind of fault `" + value + "`.");
          isSweeping = false;
          i++;
        }
        default -> usage = "there is no option `" + option + "`.";
      }
    }
  }

  private long number(String option, String value, long least) {
    try {
      long number = Long.parseLong(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    usage = "`%s` wants a number of at least %d, not `%s`.".formatted(option, least, value);
    return least;
  }

  private int run() {
    long began = System.nanoTime();
    List<Storm.Report> storms =
        LongStream.range(from, from + seeds)
            .parallel()
            .mapToObj(seed ->
                isReplay ? Storm.replay(seed, faults) : Storm.run(seed, faults, Mutation.NONE))
            .toList();
    List<Sweep.Report> sweeps =
        isSweeping
            ? Sweep.cases().stream().map(each -> Sweep.run(each, Mutation.NONE)).toList()
            : List.of();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    List<Storm.Report> bad =
        storms.stream().filter(storm -> !storm.violations().isEmpty()).toList();
    int violations =
        bad.stream().mapToInt(storm -> storm.violations().size()).sum()
            + sweeps.stream().mapToInt(sweep -> sweep.harms().size()).sum();
    if (isJson) {
      json(storms, sweeps, violations, took);
    } else {
      text(storms, sweeps, bad, violations, took);
    }
    return violations == 0 ? 0 : 1;
  }

  private static Map<String, Integer> troubles(List<Storm.Report> storms) {
    Map<String, Integer> sum = new TreeMap<>();
    storms.forEach(
        storm -> storm.troubles().forEach((kind, count) -> sum.merge(kind, count, Integer::sum)));
    return sum;
  }

  private void text(
      List<Storm.Report> storms,
      List<Sweep.Report> sweeps,
      List<Storm.Report> bad,
      int violations,
      Duration took) {
    out.printf(
        "%d seeds (%d to %d): %d calls, %d changes on servers, trace %016x%n",
        storms.size(),
        from,
        from + seeds - 1,
        storms.stream().mapToLong(Storm.Report::points).sum(),
        storms.stream().mapToLong(Storm.Report::changes).sum(),
        digest(storms));
    troubles(storms).forEach((kind, count) -> out.printf("  %-12s %7d%n", kind, count));
    if (!sweeps.isEmpty()) {
      out.printf(
          "%d crash points in %d changes%n",
          sweeps.stream().mapToInt(Sweep.Report::points).sum(), sweeps.size());
      for (Sweep.Report sweep : sweeps) {
        out.printf(
            "  %-18s %4d  %s%n", sweep.name(), sweep.points(), String.join(", ", sweep.kinds()));
      }
    }
    if (isReplay) {
      storms.forEach(this::tell);
    } else {
      bad.stream().limit(MOST_TOLD).forEach(this::tell);
    }
    sweeps.forEach(sweep ->
        sweep.harms().stream()
            .limit(MOST_TOLD)
            .forEach(harm -> {
              out.printf(
                  "%nVIOLATION in the sweep of `%s`, killed at %s%n", sweep.name(), harm.at());
              harm.violations().forEach(violation -> out.println("  " + violation));
            }));
    out.printf("%d violations, %.1f s%n", violations, took.toMillis() / 1000.0);
  }

  private static long digest(List<Storm.Report> storms) {
    long digest = 0;
    for (Storm.Report storm : storms) {
      digest = 31 * digest + storm.digest();
    }
    return digest;
  }

  private String choice() {
    return faults.size() == 1 ? " --fault " + faults.iterator().next().word() : "";
  }

  private void tell(Storm.Report storm) {
    out.printf("%nSeed %d%n", storm.seed());
    var lines = new ArrayList<>(storm.notes());
    lines.forEach(line -> out.println("  " + line));
    storm.violations().forEach(violation -> out.println("  VIOLATION " + violation));
    out.printf("  Replay: weft simulate --seed %d%s%n", storm.seed(), choice());
  }

  private void json(
      List<Storm.Report> storms, List<Sweep.Report> sweeps, int violations, Duration took) {
    var json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("format", "weft.simulation").put("version", 1);
    root.put("from", from).put("seeds", storms.size());
    root.put("calls", storms.stream().mapToLong(Storm.Report::points).sum());
    root.put("changes", storms.stream().mapToLong(Storm.Report::changes).sum());
    root.put("trace", "%016x".formatted(digest(storms)));
    ObjectNode faultCounts = root.putObject("faults");
    troubles(storms).forEach(faultCounts::put);
    ArrayNode swept = root.putArray("sweeps");
    for (Sweep.Report sweep : sweeps) {
      ObjectNode one = swept.addObject();
      one.put("change", sweep.name()).put("crashPoints", sweep.points());
      ArrayNode kinds = one.putArray("kinds");
      sweep.kinds().forEach(kinds::add);
      ArrayNode harms = one.putArray("violations");
      sweep
          .harms()
          .forEach(harm -> {
            ObjectNode node = harms.addObject().put("killedAt", harm.at().toString());
            ArrayNode texts = node.putArray("violations");
            harm.violations().forEach(texts::add);
          });
    }
    ArrayNode found = root.putArray("violations");
    storms.stream()
        .filter(storm -> !storm.violations().isEmpty())
        .forEach(storm -> {
          ObjectNode one = found.addObject().put("seed", storm.seed());
          ArrayNode texts = one.putArray("violations");
          storm.violations().forEach(texts::add);
          ArrayNode schedule = one.putArray("schedule");
          storm.notes().forEach(schedule::add);
        });
    root.put("violationCount", violations).put("seconds", took.toMillis() / 1000.0);
    out.println(root.toPrettyString());
  }
}
