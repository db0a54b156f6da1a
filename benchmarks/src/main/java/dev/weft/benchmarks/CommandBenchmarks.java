// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Times whole commands, from the shell's view.
final class CommandBenchmarks {

  private static final int ROUNDS = 7;

  private final Path root;
  private final PrintStream out;

  CommandBenchmarks(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  /// `weft --help` and `weft validate` of the sample.
  void start() throws IOException, InterruptedException {
    Path weft = root.resolve("weft");
    Timing help = commands("weft --help", ROUNDS, List.of(weft.toString(), "--help"));
    Timing validate =
        commands(
            "weft validate data-products",
            ROUNDS,
            List.of(weft.toString(), "validate", root.resolve("data-products").toString()));
    out.println(help);
    out.println(validate);
    out.println(Timing.limit("weft --help", help.median(), 0.5));
    out.println(Timing.limit("weft validate of the sample", validate.median(), 1.5));
  }

  /// `weft validate` of a large mesh: the start of the JVM counts.
  void load() throws IOException, InterruptedException {
    GeneratedMesh mesh = GeneratedMesh.of(GeneratedMesh.Size.LARGE, 1);
    Timing cold = validate("weft validate of a large mesh", mesh.tree());
    out.printf("load and validate %,d manifests with their schemas%n", mesh.manifests());
    out.println(cold);
    out.println(Timing.limit("per 10,000 manifests", cold.median() * 10_000 / mesh.manifests(), 5));
  }

  /// `weft validate` of a mesh that is written to a folder first.
  Timing validate(String name, MemoryTree tree) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weft-bench-mesh");
    try {
      for (var file : tree.files()) {
        Path path = folder.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.write(path, tree.read(file.path()));
      }
      return commands(
          name, 3, List.of(root.resolve("weft").toString(), "validate", folder.toString()));
    } finally {
      Bench.delete(folder);
    }
  }

  private Timing commands(String name, int rounds, List<String> command)
      throws IOException, InterruptedException {
    Timing timing = new Timing(name);
    for (int i = 0; i < rounds + 1; i++) {
      long begin = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      int exit = process.waitFor();
      // Generated manifests are valid but break policies, which is 3: their findings count too.
      if (exit != 0 && exit != 3) {
        throw new IllegalStateException(name + " ended with status " + exit);
      }
      // The first run fills the page cache and is not counted.
      if (i > 0) {
        timing.add((System.nanoTime() - begin) / 1e9);
      }
    }
    return timing;
  }
}
