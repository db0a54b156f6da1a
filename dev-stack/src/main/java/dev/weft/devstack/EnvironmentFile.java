// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the deployment configuration that the `weft` command reads for `--env dev`.
final class EnvironmentFile {

  /// Clusters of one node, and people who want to see what happens at once.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "replication.factor", "1",
          "offset-syncs.topic.replication.factor", "1",
          "checkpoints.topic.replication.factor", "1",
          // The link's own topics stay on the side that it may write to.
          "offset-syncs.topic.location", "target",
          "emit.checkpoints.interval.seconds", "1",
          "sync.group.offsets.interval.seconds", "1",
          "refresh.groups.interval.seconds", "2",
          // A group that has read everything is put exactly where it was.
          "offset.lag.max", "0",
          "refresh.topics.interval.seconds", "2");

  private final StackFiles files;
  private final StackState state;

  EnvironmentFile(StackFiles files, StackState state) {
    this.files = files;
    this.state = state;
  }

  /// @param clusters the names of the clusters of the environment
  /// @param workers those that a Kafka Connect worker writes to
  void write(List<String> clusters, List<String> workers, boolean hasRegistry) {
    var all = new TreeMap<String, String>();
    for (String cluster : clusters) {
      Map<String, String> client = new KafkaAccess(cluster, state).provisionerProperties();
      client.forEach((name, value) -> all.put("clusters." + cluster + "." + name, value));
    }
    workers.forEach(cluster -> links(cluster, clusters, all));
    if (hasRegistry) {
      all.put("registry.url", RegistryAccess.api(state));
      all.put("registry.token.url", Realm.of(state).tokenEndpoint());
      all.put("registry.client.id", Realm.PROVISIONER);
      all.put("registry.client.secret", state.secret(Realm.PROVISIONER));
    }
    all.put("applications.credentials", files.credentials().toString());
    if (state.ports().containsKey(DaemonServer.PORT)) {
      all.put("daemon.url", DaemonServer.url(state));
    }
    all.put("identity.url", Realm.of(state).server());
    all.put("identity.realm", Realm.NAME);
    all.put("identity.client.id", Realm.PROVISIONER);
    all.put("identity.client.secret", state.secret(Realm.PROVISIONER));
    all.put("identity.scopes", "basic kafka registry registry-reader roles");
    all.put("identity.secrets.directory", files.credentials().toString());
    // Nothing leaves this machine.
    all.put("identity.credentials.security.protocol", "SASL_PLAINTEXT");
    PrivateFiles.write(
        files.environment(), "The environment `dev`: the servers that `weft up` started.", all);
  }

  /// How links to a cluster are made: by its worker, whose connectors reach the clusters by
  /// themselves.
  private void links(String target, List<String> clusters, Map<String, String> all) {
    var worker = new ConnectAccess(target, files, state);
    String prefix = "links." + target + ".";
    all.put(prefix + "type", "connect");
    all.put(prefix + "url", worker.url());
    for (String cluster : clusters) {
      String end = cluster.equals(target) ? "target." : "source." + cluster + ".";
      worker
          .clientProperties(cluster)
          .forEach((name, value) -> all.put(prefix + end + name, value));
    }
    SETTINGS.forEach((name, value) -> all.put(prefix + "settings." + name, value));
  }
}
