// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.install;

import dev.weft.devstack.process.Commands;
import dev.weft.devstack.process.LockFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/// The servers as the build fetched them, and their homes, which are made from them once per
/// version.
///
/// A home appears under its final name only when it is complete: it is prepared beside and then
/// renamed.
///
/// @param archives what the build fetched for Keycloak, Apicurio Registry and PostgreSQL
/// @param kafka the folder with the jars of Kafka
/// @param homes where homes are made; may be shared by any number of stacks at a time
/// @param checkout whose modules daemon and catalog are
public record Distribution(Path archives, Path kafka, Path homes, Path checkout) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Properties VERSIONS = versions();

  /// How the files of a home are made, in a folder that is empty.
  private interface Recipe {
    void fill(Path folder) throws IOException;
  }

  /// The servers of a checkout in which `mvn package` ran.
  public static Distribution ofCheckout(Path root) {
    Path module = root.resolve("dev-stack");
    return new Distribution(
        module.resolve("target/archives"),
        module.resolve("servers/kafka/target/kafka-" + version("kafka")),
        root.resolve(".weft/servers"),
        root);
  }

  /// The folder with Kafka's jars, all of which belong on its class path.
  public Path kafkaHome() {
    // Copied, so that a build does not pull the jars from under a running broker.
    return install(
        "kafka-" + version("kafka"),
        folder -> {
          requireFolder(kafka);
          for (Path jar : list(kafka)) {
            Files.copy(jar, folder.resolve(jar.getFileName()));
          }
        });
  }

  /// The folder of Connect's plug-ins, one folder in it for each.
  public Path connectPlugins() {
    String mirror = "mirror-" + version("kafka");
    return install(
        "connect-plugins-" + version("kafka"),
        folder -> {
          Path built = kafka.resolveSibling(mirror);
          requireFolder(built);
          Path plugin = Files.createDirectories(folder.resolve("mirror"));
          for (Path jar : list(built)) {
            Files.copy(jar, plugin.resolve(jar.getFileName()));
          }
        });
  }

  /// Keycloak's home, already built with the options that are fixed at build time.
  public Path keycloakHome() {
    return install("keycloak-" + version("keycloak"), this::fillKeycloak);
  }

  /// The home of Apicurio Registry.
  public Path registryHome() {
    String name = "apicurio-registry-" + version("apicurio-registry");
    return install(name, folder -> Archives.unpackTarGz(archive(name + ".tar.gz"), folder));
  }

  /// The home of PostgreSQL.
  public Path postgresHome() {
    String name = "postgresql-" + version("postgresql");
    return install(name, folder -> Archives.unpackTxzInJar(archive(name + ".jar"), folder));
  }

  /// The `java` that runs us, and so the servers.
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void fillKeycloak(Path folder) throws IOException {
    String name = "keycloak-" + version("keycloak");
    Archives.unpackTarGz(archive(name + ".tar.gz"), folder);
    // The archive has one folder at its top; the home is what is in it.
    Path top = folder.resolve(name);
    for (Path file : list(top)) {
      Files.move(file, folder.resolve(file.getFileName()));
    }
    Files.delete(top);
    // Its shell script would start Java as a child of its own, which could outlive us.
    Commands.require(
        List.of(
            java(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-Dkc.home.dir=" + folder,
            "-cp",
            folder.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
            "build",
            "--db=dev-file",
            "--health-enabled=true",
            "--metrics-enabled=false"),
        Map.of());
  }

  private Path archive(String name) throws IOException {
    Path archive = archives.resolve(name);
    if (!Files.exists(archive)) {
      throw new IOException(
          "The build has not fetched %s yet; run `mvn package -pl dev-stack -am`.".formatted(name));
    }
    return archive;
  }

  private Path install(String name, Recipe recipe) {
    Path home = homes.resolve(name);
    if (Files.isDirectory(home)) {
      return home;
    }
    Path lock = homes.resolve(name + ".lock");
    try (LockFile _ =
        LockFile.acquire(lock, PATIENCE)
            .orElseThrow(() ->
                new IllegalStateException(
                    "Process %s has been unpacking %s for minutes."
                        .formatted(LockFile.holder(lock), name)))) {
      if (!Files.isDirectory(home)) {
        Path draft = Drafts.of(home);
        Files.createDirectories(draft);
        recipe.fill(draft);
        Drafts.finish(draft, home);
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the home of " + name + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void requireFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "The build has not fetched the jars of Kafka yet; run `mvn package -pl dev-stack -am`.");
    }
  }

  static String version(String server) {
    String version = VERSIONS.getProperty(server);
    if (version == null) {
      throw new IllegalArgumentException("No version of " + server);
    }
    return version;
  }

  private static Properties versions() {
    var versions = new Properties();
    try (InputStream stream =
        Distribution.class.getResourceAsStream("/dev/weft/devstack/servers.properties")) {
      if (stream == null) {
        throw new IllegalStateException("servers.properties is missing on the class path.");
      }
      versions.load(stream);
      return versions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
