// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.deployment.Secrets;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/// Does at build time what commands do, so that the JVM can write down which classes that takes.
final class Training {

  private Training() {}

  /// @param arguments a mesh repository to check; a new one is made when there is none
  static void main(String[] arguments) throws Exception {
    Path here = Files.createTempDirectory("weft-training");
    var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Clock clock = Clock.systemUTC();
    var terminal =
        new Terminal(silence, silence, Set.of("out", "err"), true, 100, Map.of(), () -> null);
    var secrets = new Secrets();
    var session =
        new Session(
            terminal,
            clock,
            here,
            () -> new ProvisionerBackend(clock, here, secrets),
            Interrupts.inside(),
            secrets);
    String mesh = here.resolve("mesh").toString();
    new Cli(session).run("init", mesh);
    String sample = Files.isDirectory(Path.of(arguments[0])) ? arguments[0] : mesh;
    new Cli(session).run("--help");
    new Cli(session).run("plan", "--help");
    for (String format : new String[] {"text", "json", "sarif"}) {
      new Cli(session).run("validate", sample, "--format", format);
    }
    new Cli(session).run("plan", sample, "--env", "dev", "--config", "nowhere");
    delete(here);
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
