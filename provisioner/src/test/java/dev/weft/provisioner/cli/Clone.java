// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.deployment.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A clone of a mesh repository, with the commands in front of it.
record Clone(Path directory, Shell shell) {

  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  Clone(Path directory) {
    this(directory, new Shell(directory));
  }

  /// A small mesh, as `weft init` makes it, with the scans of a shop's parcels, committed.
  static Clone ofParcels(Path directory) throws IOException, InterruptedException {
    Clone clone = new Clone(directory);
    Shell.Done init = clone.shell.run("init", ".", "--domain", "shop");
    assertThat(init.code()).as(init.err()).isZero();
    clone.product("parcels", "Parcels on their way");
    clone.schema("parcels", "parcel", "depot");
    clone.write(
        "domains/shop/applications/scanner.yaml",
        "apiVersion: weft.dev/v1\nkind: Application\nmetadata: {name: scanner}\nspec: {}\n");
    clone.git("init", "-q", "-b", "main");
    clone.commit("Parcels");
    return clone;
  }

  /// A product of the shop that keeps every policy, unless its name does not.
  void product(String name, String title) throws IOException {
    write("domains/shop/%s/product.yaml".formatted(name), manifest(name, title));
    write("domains/shop/%s/docs/README.md".formatted(name), "A word. ".repeat(20));
    schema(name, "parcel");
  }

  static String manifest(String name, String title) {
    return """
    apiVersion: weft.dev/v1
    kind: DataProduct
    metadata: {name: %s, title: %s}
    spec:
      type: source-aligned
      description: docs/README.md
      producer: shop/scanner
      inputs: [{source: scanners of the depot}]
      ports:
        - name: scans
          version: 1
          schema: schemas/scan.avsc
          key: {type: string}
          sla: {freshness: PT1M, availability: 99.5, timeToRepair: PT8H}
    """
        .formatted(name, title);
  }

  /// The schema of a product, with fields that hold texts.
  void schema(String product, String... fields) throws IOException {
    var all = new ArrayList<String>();
    for (String field : fields) {
      all.add("{\"name\": \"%s\", \"type\": \"string\", \"doc\": \"It.\"}".formatted(field));
    }
    write(
        "domains/shop/%s/schemas/scan.avsc".formatted(product),
        "{\"type\": \"record\", \"name\": \"Scan\", \"fields\": [" + String.join(", ", all) + "]}");
  }

  /// The team that owns the shop.
  String owner() throws IOException {
    return Files.readString(directory.resolve("domains/shop/domain.yaml"))
        .lines()
        .filter(line -> line.contains("owner:"))
        .map(line -> line.replaceFirst(".*owner: *", "").replace("}", "").strip())
        .findFirst()
        .orElseThrow();
  }

  /// Runs a command on real files, at a time that is always the same.
  Shell.Done run(String... arguments) {
    return shell.runWith(
        new ProvisionerBackend(Clock.fixed(NOW, ZoneOffset.UTC), directory, new Secrets()),
        arguments);
  }

  void write(String file, String content) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  void commit(String message) throws IOException, InterruptedException {
    git("add", ".");
    git(
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@example.org",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "-q",
        "-m",
        message);
  }

  void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }
}
