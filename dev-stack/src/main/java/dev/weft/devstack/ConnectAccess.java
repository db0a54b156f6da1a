// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// How to reach one Kafka Connect worker, and how its connectors reach the clusters.
public final class ConnectAccess {

  /// The client of the realm as which the worker and its connectors log in.
  static final String CLIENT = "weft-connect";

  /// The config provider by which settings refer to secrets.
  static final String PROVIDER = "dir";

  private final String cluster;
  private final StackFiles files;
  private final StackState state;

  ConnectAccess(String cluster, StackFiles files, StackState state) {
    this.cluster = cluster;
    this.files = files;
    this.state = state;
  }

  /// The cluster that its connectors write to, and that keeps its own topics.
  public String cluster() {
    return cluster;
  }

  /// Its REST API, which has no login of its own and is therefore on loopback only.
  public String url() {
    return "http://127.0.0.1:" + state.port(portOf(cluster));
  }

  /// The principal as which it works on every cluster.
  public String principal() {
    return "User:" + CLIENT;
  }

  /// The name of its group, and the beginning of the names of its own topics.
  public String group() {
    return groupOf(cluster);
  }

  /// Client properties by which its connectors reach a cluster. The secret is a reference that only
  /// the worker can resolve, so they may stand in a connector's config.
  ///
  /// @param name of the cluster, for example `onprem`
  public Map<String, String> clientProperties(String name) {
    String reference = "${%s:%s:%s}".formatted(PROVIDER, secrets(), CLIENT);
    return new TreeMap<>(new KafkaAccess(name, state).clientProperties(CLIENT, reference));
  }

  /// The folder from which the worker resolves secrets, a file for each.
  Path secrets() {
    return files.config(Service.connect(cluster)).resolve("secrets");
  }

  static String portOf(String cluster) {
    return "connect-" + cluster;
  }

  static String groupOf(String cluster) {
    return CLIENT + "-" + cluster;
  }
}
