// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A Kafka Connect worker in distributed mode with the connectors of MirrorMaker 2, which mirrors
/// other clusters to one.
final class ConnectServer implements Server {

  private static final int PREFERRED_PORT = 18084;
  private static final List<String> SCOPES = List.of("basic", "service_account", "kafka");

  private final String cluster;
  private final List<String> sources;
  private final ConnectAccess access;
  private final StackFiles files;
  private final StackState state;
  private final Distribution distribution;

  /// @param cluster the cluster that it writes to
  /// @param sources the clusters that it may mirror from
  ConnectServer(
      String cluster,
      List<String> sources,
      StackFiles files,
      StackState state,
      Distribution distribution) {
    this.cluster = cluster;
    this.sources = List.copyOf(sources);
    this.access = new ConnectAccess(cluster, files, state);
    this.files = files;
    this.state = state;
    this.distribution = distribution;
  }

  @Override
  public Service service() {
    return Service.connect(cluster);
  }

  @Override
  public List<PortWish> ports() {
    return List.of(new PortWish(ConnectAccess.portOf(cluster), PREFERRED_PORT));
  }

  /// It logs in to its cluster when it starts, and gives up if it cannot.
  @Override
  public Set<Service> startsAfter() {
    return Set.of(Service.kafka(cluster), Service.KEYCLOAK);
  }

  @Override
  public LaunchSpec prepare() throws IOException {
    Path config = PrivateFiles.folder(files.config(service()));
    PrivateFiles.write(
        access.secrets().resolve(ConnectAccess.CLIENT), state.secret(ConnectAccess.CLIENT));
    Path properties = config.resolve("worker.properties");
    int port = state.port(ConnectAccess.portOf(cluster));
    PrivateFiles.write(
        properties,
        "Made by the dev stack at every start.",
        new ConnectSettings(access, port, distribution.connectPlugins()).all());
    Path logging = config.resolve("log4j2.properties");
    PrivateFiles.write(logging, "Made by the dev stack at every start.", ConnectSettings.logging());
    var command = new ArrayList<String>();
    command.add(Distribution.java());
    command.addAll(Jvm.LEAN);
    command.addAll(Jvm.QUIET);
    command.addAll(new KafkaAccess(cluster, state).jvmFlags());
    command.addAll(
        List.of(
            "-Xmx160m",
            "-Dlog4j2.configurationFile=" + logging.toUri(),
            "-cp",
            distribution.kafkaHome() + "/*",
            "org.apache.kafka.connect.cli.ConnectDistributed",
            properties.toString()));
    return new LaunchSpec(command, Map.of(), Files.readString(properties));
  }

  @Override
  public void beforeLaunch() {
    new RealmClients(KeycloakAdmin.of(state)).ensure(client());
    new ConnectRights(access, new KafkaAccess(cluster, state), sources).ensure();
  }

  /// Healthy is a worker that has joined its group, read its own topics, and works for our cluster.
  @Override
  public Health probe() {
    return Health.of(() -> {
      JsonHttp.send("GET", access.url() + "/health", null, null).require("The worker is not ready");
      JsonNode root =
          JsonHttp.send("GET", access.url() + "/", null, null)
              .require("The worker does not say who it is");
      String id = root.path("kafka_cluster_id").asText();
      if (!id.equals(KafkaAccess.clusterIdOf(cluster))) {
        throw new DevStackException("A worker of another cluster answers at this port: " + id);
      }
    });
  }

  @Override
  public String address() {
    return access.url();
  }

  /// A client of its own, which gets tokens for Kafka and for nothing else.
  private ObjectNode client() {
    ObjectNode client =
        KeycloakAdmin.object()
            .put("clientId", ConnectAccess.CLIENT)
            .put("name", "Kafka Connect")
            .put("description", "Mirrors topics from cluster to cluster.")
            .put("secret", state.secret(ConnectAccess.CLIENT))
            .put("enabled", true)
            .put("protocol", "openid-connect")
            .put("publicClient", false)
            .put("serviceAccountsEnabled", true)
            .put("standardFlowEnabled", false)
            .put("directAccessGrantsEnabled", false);
    SCOPES.forEach(client.putArray("defaultClientScopes")::add);
    client.putArray("optionalClientScopes");
    return client;
  }
}
