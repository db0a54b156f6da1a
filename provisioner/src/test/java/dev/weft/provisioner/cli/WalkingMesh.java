// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.devstack.ClusterSpec;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.Service;
import dev.weft.devstack.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/// A mesh repository on disk and a real cluster of its own, with the command line between them.
/// Each test works in a domain of its own, since what one manifest no longer wants is revoked.
final class WalkingMesh implements AutoCloseable {

  /// Last day of every grant that a test does not end itself.
  static final LocalDate EXPIRES = LocalDate.now(ZoneOffset.UTC).plusDays(30);

  private static final String SCHEMA =
      """
      {"type": "record", "name": "Event", "namespace": "%s", "doc": "Something that happened.",
       "fields": [{"name": "id", "type": "string", "doc": "Its id."}%s]}
      """;

  /// Its own cluster, with a log of its own: what other meshes own must not be seen.
  private final String cluster = "walking-" + UUID.randomUUID().toString().substring(0, 8);

  private final Path folder;
  private final DevStack stack;
  private final Admin admin;

  WalkingMesh(Path folder) {
    this.folder = folder;
    this.stack = TestStack.shared();
    var kafka = stack.startCluster(ClusterSpec.named(cluster).forCrashes());
    var properties = new Properties();
    properties.putAll(kafka.adminProperties());
    this.admin = Admin.create(properties);
    write("mesh.yaml", meshManifest("{}"));
    write(
        "teams.yaml",
        """
        apiVersion: weft.dev/v1
        kind: TeamList
        metadata: {name: teams}
        spec: {teams: [{name: makers, email: makers@example.com, members: [a@example.com]}]}
        """);
  }

  String cluster() {
    return cluster;
  }

  /// @param settings of the cluster in the environment
  String meshManifest(String settings) {
    return """
    apiVersion: weft.dev/v1
    kind: Mesh
    metadata: {name: walking}
    spec:
      clusters: {%1$s: {}}
      environments:
        dev:
          clusters: {%1$s: %2$s}
          control: %1$s
          budget: {revokes: 5}
      defaults:
        compatibility: BACKWARD
        topic: {partitions: 1, replication: 1, retention: P7D}
    """
        .formatted(cluster, settings);
  }

  /// Starts the cluster, for the first time or again.
  void startCluster() {
    var _ = stack.startCluster(ClusterSpec.named(cluster).forCrashes());
  }

  DevStack stack() {
    return stack;
  }

  Admin admin() {
    return admin;
  }

  Path folder() {
    return folder;
  }

  void write(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void edit(String path, String from, String to) {
    try {
      Path file = folder.resolve(path);
      String text = Files.readString(file);
      if (!text.contains(from)) {
        throw new IllegalStateException(path + " does not contain " + from);
      }
      Files.writeString(file, text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A domain with a writing and a reading application.
  void domain(String domain) {
    write(
        "domains/" + domain + "/domain.yaml",
        """
        apiVersion: weft.dev/v1
        kind: Domain
        metadata: {name: %s}
        spec: {owner: makers}
        """
            .formatted(domain));
    application(domain, "writer", "quota: {produce: 1MiB}");
    application(domain, "reader", "type: oauth");
  }

  private void application(String domain, String name, String spec) {
    write(
        "domains/%s/applications/%s.yaml".formatted(domain, name),
        """
        apiVersion: weft.dev/v1
        kind: Application
        metadata: {name: %s}
        spec: {%s}
        """
            .formatted(name, spec));
  }

  /// A product with one unkeyed Avro port `events@v1` that the domain's reader may read.
  void product(String domain, String product) {
    String path = "domains/%s/%s/".formatted(domain, product);
    write(
        path + "product.yaml",
        """
        apiVersion: weft.dev/v1
        kind: DataProduct
        metadata: {name: %s}
        spec:
          type: source-aligned
          producer: %s/writer
          ports:
            - name: events
              version: 1
              schema: schemas/event.avsc
              topic: {partitions: 3, retention: P2D}
              access: {purposes: [analytics]}
        """
            .formatted(product, domain));
    schema(domain, product, "");
    write(
        path + "access/reader.yaml",
        """
        apiVersion: weft.dev/v1
        kind: AccessGrant
        metadata: {name: reader}
        spec: {consumer: %s/reader, ports: [events@v1], purpose: analytics, reason: To see, expires: %s}
        """
            .formatted(domain, EXPIRES));
  }

  /// @param moreFields such as `, {"name": "n", "type": "int"}`
  void schema(String domain, String product, String moreFields) {
    write(
        "domains/%s/%s/schemas/event.avsc".formatted(domain, product),
        SCHEMA.formatted(domain, moreFields));
  }

  static String topic(String domain, String product) {
    return "%s.%s.events.v1".formatted(domain, product);
  }

  /// Runs `weft VERB <the mesh> --env dev --config <the stack's> ARGUMENTS...`.
  Shell.Done weft(String verb, String... arguments) {
    return weft(stack.environmentFile(), verb, arguments);
  }

  Shell.Done weft(Path config, String verb, String... arguments) {
    var shell = new Shell(folder);
    List<String> line = commandLine(config, verb, arguments);
    return shell.runWith(
        new ProvisionerBackend(Clock.systemUTC(), folder, shell.secrets),
        line.toArray(String[]::new));
  }

  List<String> commandLine(Path config, String verb, String... arguments) {
    List<String> line = new ArrayList<>();
    line.addAll(List.of(verb, folder.toString(), "--env", "dev", "--config", config.toString()));
    line.addAll(List.of(arguments));
    return line;
  }

  @Override
  public void close() {
    admin.close();
    stack.killHard(Service.kafka(cluster));
  }
}
