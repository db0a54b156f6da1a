// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Run by the build: writes the class path of the command line to `weft.classpath`, then lets it work
/// once while the JVM writes down what it loaded, to `weft.aot`. The launcher uses both; a cache is
/// only good for the very class path and flags that it was made with.
class StartFast {

  /// The flags that the launcher uses too.
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Dslf4j.internal.verbosity=ERROR");

  private static final long PATIENCE_SECONDS = 120;

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path target = Path.of(arguments[0]);
    String classPath = classPath(target, arguments[1]);
    Path cache = target.resolve("weft.aot");
    Files.deleteIfExists(cache);
    Files.writeString(target.resolve("weft.classpath"), classPath + "\n");

    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-XX:AOTCacheOutput=" + cache));
    command.addAll(List.of("-cp", classPath, "dev.weft.provisioner.cli.Training", arguments[2]));
    Path log = target.resolve("weft.aot.log");
    Process training =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!training.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      training.destroyForcibly();
    }
    if (!Files.exists(cache)) {
      System.out.println("No start-up cache was made; see " + log + ". The command line works.");
    }
  }

  private static String classPath(Path target, String jar) throws IOException {
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      return Stream.concat(Stream.of(target.resolve(jar)), libraries.sorted())
          .map(Path::toString)
          .filter(path -> path.endsWith(".jar"))
          .collect(Collectors.joining(java.io.File.pathSeparator));
    }
  }
}
