// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// `weft bench NAME`: measures, prints the figures and the targets they are held against.
public final class Main {

  private static final int TOPICS = 10_000;
  private static final int PRODUCTS = 100_000;
  private static final int MERGES = 50;
  private static final int RECORDS = 500;
  private static final int CHECKED = 5_000;

  private static final String USAGE =
      """
      Usage: weft bench NAME [TOPICS] [PRODUCTS]

        plan     plan of a mesh that is as it should be, against the raw batched reads
        create   creating topics, against the raw client in best chunks
        load     weft validate of a generated mesh of some 10,000 manifests
        start    weft --help and weft validate, from the shell's view
        policies policies over products of three ports with thirty fields
        check    fifty policies over a large mesh, and a change of twenty products of it
        catalog  the catalog: replay of many products, then searches with facets
        link     records through the sample mesh's link, beside a plain MirrorMaker 2
        change   what the daemon computes when one product of many has changed
        inventory what a daemon reads first: the inventory of many resources
        merge    merges in the repository until the clusters have them, read back
        up       the whole platform: weft up with kept data until the first page, and its memory
        all      all of them

      TOPICS is 10000 by default; for `catalog` it counts products, 100000 by default, for
      `change` also products, 10000 by default, for `check` too, 5000, for `inventory` resources, 100000 by default, for
      `merge` merges, 50 by default; for `link` records, 500 by default. PRODUCTS is for
      `merge`: how many products the mesh has beside those of the sample, none by default. Each benchmark starts servers of its own, which needs about 1.5 GiB of memory, and stops them.
      """;

  private Main() {}

  /// Runs the named benchmark.
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    List<String> args = List.of(arguments);
    OptionalInt size =
        args.size() > 1 ? OptionalInt.of(Integer.parseInt(args.get(1))) : OptionalInt.empty();
    int topics = size.orElse(TOPICS);
    Path root = Path.of(System.getenv().getOrDefault("WEFT_HOME", ".")).toAbsolutePath();
    KafkaBenchmarks kafka = new KafkaBenchmarks(out);
    CommandBenchmarks commands = new CommandBenchmarks(root, out);
    switch (args.isEmpty() ? "" : args.getFirst()) {
      case "plan" -> kafka.planNothing(root, topics);
      case "create" -> kafka.create(root, topics);
      case "load" -> commands.load();
      case "start" -> commands.start();
      case "policies" -> new PolicyBenchmark(out).run();
      case "catalog" -> new CatalogBenchmark(root, out).run(size.orElse(PRODUCTS));
      case "change" -> new ChangeBenchmark(out).run(size.orElse(TOPICS));
      case "check" -> new CheckBenchmark(commands, out).run(size.orElse(CHECKED));
      case "inventory" -> kafka.inventory(root, size.orElse(PRODUCTS));
      case "merge" ->
          new MergeBenchmark(root, out)
              .run(size.orElse(MERGES), args.size() > 2 ? Integer.parseInt(args.get(2)) : 0);
      case "link" -> new LinkBenchmark(root, out).run(size.orElse(RECORDS));
      case "up" -> new UpBenchmark(root, out).run();
      case "all" -> {
        new UpBenchmark(root, out).run();
        new MergeBenchmark(root, out).run(MERGES, 0);
        new LinkBenchmark(root, out).run(RECORDS);
        commands.start();
        commands.load();
        new ChangeBenchmark(out).run(TOPICS);
        kafka.inventory(root, PRODUCTS);
        new PolicyBenchmark(out).run();
        new CheckBenchmark(commands, out).run(CHECKED);
        kafka.create(root, topics);
        kafka.planNothing(root, topics);
        new CatalogBenchmark(root, out).run(PRODUCTS);
      }
      default -> {
        out.print(USAGE);
        System.exit(args.isEmpty() || args.getFirst().endsWith("help") ? 0 : 1);
      }
    }
  }
}
