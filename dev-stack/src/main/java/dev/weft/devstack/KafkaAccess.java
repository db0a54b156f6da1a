// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How to reach one Kafka cluster, and as whom.
public final class KafkaAccess {

  private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
  private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";
  private static final int ID_BYTES = 16;

  private final String cluster;
  private final StackState state;

  KafkaAccess(String cluster, StackState state) {
    this.cluster = cluster;
    this.state = state;
  }

  /// The name of the cluster.
  public String name() {
    return cluster;
  }

  /// The id of the cluster: always the same for the same name, so that manifests can name it.
  public String clusterId() {
    return clusterIdOf(cluster);
  }

  /// The id of the cluster with this name, in any stack.
  public static String clusterIdOf(String cluster) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("weft cluster " + cluster).getBytes(StandardCharsets.UTF_8));
      // Zero in front keeps the id from beginning with a dash, which command lines take for an
      // option.
      digest[0] = 0;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Where applications connect, with tokens.
  public String bootstrapServers() {
    return "127.0.0.1:" + state.port(new KafkaPorts(cluster).client());
  }

  /// Client properties of the cluster's own administrator: a super user with a password, on a
  /// listener of its own, so that they work while the identity provider is down.
  public Map<String, String> adminProperties() {
    String password = state.secret(secretOf(cluster, "admin"));
    return new TreeMap<>(
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:" + state.port(new KafkaPorts(cluster).internal()),
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"admin\" password=\""
                + password
                + "\";"));
  }

  /// Client properties of an application whose client was ensured; see [#jvmFlags()].
  public Map<String, String> clientProperties(String clientId) {
    return withBootstrap(clientId, state.clientSecret(clientId));
  }

  /// Client properties of any client of the realm, for tests of wrong secrets; see [#jvmFlags()].
  public Map<String, String> clientProperties(String clientId, String secret) {
    return withBootstrap(clientId, secret);
  }

  /// Client properties of Weft itself, a super user; see [#jvmFlags()].
  public Map<String, String> provisionerProperties() {
    return withBootstrap(Realm.PROVISIONER, state.secret(Realm.PROVISIONER));
  }

  /// The flags that a JVM with clients that log in by token has to be started with.
  public List<String> jvmFlags() {
    return List.of("-D" + ALLOWED_URLS + "=" + Realm.of(state).tokenEndpoint());
  }

  /// Sets in this JVM what [#jvmFlags()] sets at start; has to come before the first client.
  public void allowTokenEndpoint() {
    System.setProperty(ALLOWED_URLS, Realm.of(state).tokenEndpoint());
  }

  static String secretOf(String cluster, String user) {
    return "kafka." + cluster + "." + user;
  }

  static Map<String, String> oauthProperties(String endpoint, String clientId, String secret) {
    return new TreeMap<>(
        Map.of(
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "OAUTHBEARER",
            "sasl.login.callback.handler.class",
            OAUTH + "OAuthBearerLoginCallbackHandler",
            "sasl.jaas.config",
            OAUTH + "OAuthBearerLoginModule required;",
            "sasl.oauthbearer.token.endpoint.url",
            endpoint,
            "sasl.oauthbearer.client.credentials.client.id",
            clientId,
            "sasl.oauthbearer.client.credentials.client.secret",
            secret));
  }

  private Map<String, String> withBootstrap(String clientId, String secret) {
    var properties =
        new TreeMap<>(oauthProperties(Realm.of(state).tokenEndpoint(), clientId, secret));
    properties.put("bootstrap.servers", bootstrapServers());
    return properties;
  }
}
