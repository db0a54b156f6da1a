// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.install.Drafts;
import dev.weft.devstack.process.LaunchSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One of our own services: where the build left it, how it is run.
///
/// @param module the module's folder in the checkout
/// @param service its name here
/// @param heap its heap, and how it is run
record QuarkusApp(Path module, Service service, Heap heap) {

  private static final String BUILT = "target/quarkus-app";

  /// Copies the program, so that a build does not pull the jars from under it, and says how to run
  /// it.
  ///
  /// @param settings Quarkus's and the service's own; they stand in a file that only the owner
  ///   reads
  LaunchSpec prepare(StackFiles files, Map<String, String> settings, List<String> flags)
      throws IOException {
    Path home = install(homes(files));
    Path file = files.config(service).resolve("application.properties");
    PrivateFiles.write(file, "Made by the dev stack at every start.", settings);
    Path temporary = PrivateFiles.folder(files.data(service).resolve("tmp"));
    var command = new ArrayList<String>();
    command.add(Distribution.java());
    command.addAll(heap.options());
    command.addAll(Jvm.QUIET);
    command.addAll(flags);
    command.addAll(
        List.of(
            "-XX:MaxMetaspaceSize=160m",
            "-Djava.io.tmpdir=" + temporary,
            "-Dsmallrye.config.locations=" + file.toUri(),
            "-jar",
            home.resolve("quarkus-run.jar").toString()));
    return new LaunchSpec(command, Map.of(), Files.readString(file));
  }

  private Path install(Path homes) throws IOException {
    Path built = module.resolve(BUILT);
    if (!Files.isRegularFile(built.resolve("quarkus-run.jar"))) {
      throw new IOException(
          "%s is not built; run `mvn package -pl %s -am`."
              .formatted(service, module.getFileName()));
    }
    Path home = homes.resolve(fingerprint(built));
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(homes);
    Path draft = Drafts.of(home);
    copyTree(built, draft);
    Drafts.finish(draft, home);
    return home;
  }

  /// Deletes the programs of earlier builds; called when none of them runs.
  void cleanUp(StackFiles files) throws IOException {
    Path homes = homes(files);
    String current = fingerprint(module.resolve(BUILT));
    try (Stream<Path> all = Files.list(homes)) {
      for (Path home : all.filter(each -> !each.endsWith(current)).toList()) {
        Drafts.delete(home);
      }
    }
  }

  private Path homes(StackFiles files) {
    return files.root().resolve("apps").resolve(service.name());
  }

  /// Names, sizes and times of all files: as good as their content, and found in a moment.
  private static String fingerprint(Path folder) throws IOException {
    var text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        text.append(folder.relativize(file)).append('|').append(attributes.size());
        text.append('|').append(attributes.lastModifiedTime().toMillis()).append('\n');
      }
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
