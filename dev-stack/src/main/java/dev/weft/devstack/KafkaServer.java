// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.install.Drafts;
import dev.weft.devstack.process.Commands;
import dev.weft.devstack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;

/// A Kafka cluster of one node, broker and controller in one process, every listener behind a
/// login.
final class KafkaServer implements Server {

  private static final int FIRST_PORT = 19092;
  private static final int PORTS_PER_CLUSTER = 3;

  private final ClusterSpec spec;
  private final int index;
  private final StackFiles files;
  private final StackState state;
  private final Distribution distribution;

  /// @param index which cluster of the stack this is, so that each wishes for other ports
  KafkaServer(
      ClusterSpec spec, int index, StackFiles files, StackState state, Distribution distribution) {
    this.spec = spec;
    this.index = index;
    this.files = files;
    this.state = state;
    this.distribution = distribution;
  }

  @Override
  public Service service() {
    return Service.kafka(spec.name());
  }

  @Override
  public List<PortWish> ports() {
    int first = FIRST_PORT + index * PORTS_PER_CLUSTER;
    KafkaPorts ports = new KafkaPorts(spec.name());
    return List.of(
        new PortWish(ports.client(), first),
        new PortWish(ports.controller(), first + 1),
        new PortWish(ports.internal(), first + 2));
  }

  @Override
  public LaunchSpec prepare() throws IOException {
    Path config = PrivateFiles.folder(files.config(service()));
    Path properties = config.resolve("server.properties");
    Path logging = config.resolve("log4j2.properties");
    SigningKey.ensure(files);
    String publicKeys = files.publicKeys().toUri().toString();
    var settings = new KafkaSettings(spec, state, data(), publicKeys).all();
    PrivateFiles.write(properties, "Made by the dev stack at every start.", settings);
    PrivateFiles.write(logging, "Made by the dev stack at every start.", KafkaSettings.logging());
    Path home = distribution.kafkaHome();
    if (!Files.exists(data())) {
      format(home, settings);
    }
    var command = new ArrayList<String>();
    command.add(Distribution.java());
    command.add("-XX:+UseSerialGC");
    command.addAll(Jvm.QUIET);
    command.addAll(spec.jvmOptions());
    command.addAll(
        List.of(
            "-Dlog4j2.configurationFile=" + logging.toUri(),
            "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + publicKeys,
            "-cp",
            home + "/*",
            "kafka.Kafka",
            properties.toString()));
    return new LaunchSpec(command, Map.of(), Files.readString(properties));
  }

  @Override
  public Health probe() {
    return Health.of(() -> {
      KafkaAccess access = new KafkaAccess(spec.name(), state);
      Map<String, Object> properties = new TreeMap<>(access.adminProperties());
      properties.put("request.timeout.ms", "3000");
      properties.put("default.api.timeout.ms", "4000");
      try (Admin admin = Admin.create(properties)) {
        DescribeClusterResult cluster = admin.describeCluster();
        String id = cluster.clusterId().get(5, TimeUnit.SECONDS);
        if (!access.clusterId().equals(id)) {
          throw new DevStackException("Another cluster answers at this port: " + id);
        }
        if (cluster.nodes().get(5, TimeUnit.SECONDS).isEmpty()) {
          throw new DevStackException("The broker has not joined its cluster yet.");
        }
      }
    });
  }

  @Override
  public String address() {
    return new KafkaAccess(spec.name(), state).bootstrapServers();
  }

  private void format(Path home, Map<String, String> settings) throws IOException {
    PrivateFiles.folder(data().resolveSibling(""));
    Path draft = Drafts.of(data());
    var adapted = new TreeMap<>(settings);
    adapted.put("log.dirs", draft.toString());
    Path file = files.config(service()).resolve("format.properties");
    PrivateFiles.write(file, "Used once, to format the data folder.", adapted);
    var command = new ArrayList<String>();
    command.add(Distribution.java());
    command.addAll(Jvm.LEAN);
    command.addAll(Jvm.QUIET);
    command.addAll(
        List.of(
            "-cp",
            home + "/*",
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            KafkaAccess.clusterIdOf(spec.name()),
            "--config",
            file.toString()));
    Commands.require(command, Map.of());
    Files.delete(file);
    Drafts.finish(draft, data());
  }

  private Path data() {
    return files.data(service());
  }
}
