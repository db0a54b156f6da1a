// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the deployment configuration that the `weft` command reads for `--env dev`.
final class EnvironmentFile {

  private final StackFiles files;
  private final StackState state;

  EnvironmentFile(StackFiles files, StackState state) {
    this.files = files;
    this.state = state;
  }

  /// @param clusters the names of the clusters of the environment
  void write(List<String> clusters, boolean hasRegistry) {
    var all = new TreeMap<String, String>();
    for (String cluster : clusters) {
      Map<String, String> client = new KafkaAccess(cluster, state).provisionerProperties();
      client.forEach((name, value) -> all.put("clusters." + cluster + "." + name, value));
    }
    if (hasRegistry) {
      all.put("registry.url", RegistryAccess.api(state));
      all.put("registry.token.url", Realm.of(state).tokenEndpoint());
      all.put("registry.client.id", Realm.PROVISIONER);
      all.put("registry.client.secret", state.secret(Realm.PROVISIONER));
    }
    all.put("applications.credentials", files.credentials().toString());
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
}
