// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import dev.weft.provisioner.resource.IdentitySnapshot.Secret;
import dev.weft.provisioner.secret.SecretSink;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Hands applications the properties with which their Kafka clients log in by OAuth.
public final class Handover implements AutoCloseable {

  private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";
  private static final String CLIENT = "sasl.oauthbearer.client.credentials.client.id";
  private static final String SECRET = "sasl.oauthbearer.client.credentials.client.secret";

  private final SecretSink sink;
  private final String tokenEndpoint;
  private final Map<String, String> more;

  /// @param sink where applications find them
  /// @param tokenEndpoint where applications get their tokens
  /// @param more properties that every application's Kafka client needs, such as
  ///   `security.protocol`, which is `SASL_SSL` when it is not among them
  public Handover(SecretSink sink, String tokenEndpoint, Map<String, String> more) {
    this.sink = sink;
    this.tokenEndpoint = tokenEndpoint;
    this.more = Map.copyOf(more);
  }

  /// How what an application was handed agrees with the secret that its client has.
  Secret compare(@Nullable Handed handed, String clientId, String secret) {
    if (handed == null) {
      return Secret.MISSING;
    }
    if (!secret.equals(handed.secret())) {
      return Secret.DIFFERENT;
    }
    return handed.properties().equals(properties(clientId, secret))
        ? Secret.STORED
        : Secret.OUTDATED;
  }

  /// What an application was handed; null for nothing.
  ///
  /// @param application `{domain}.{application}`
  @Nullable Handed read(String application) throws IOException {
    return sink.read(application)
        .map(known ->
            new Handed(known.getOrDefault(CLIENT, ""), known.getOrDefault(SECRET, ""), known))
        .orElse(null);
  }

  /// Fails if nothing could be handed over, before anything depends on it.
  void requireWritable(String application) throws IOException {
    sink.requireWritable(application);
  }

  /// Hands over a secret.
  void write(String application, String clientId, String secret) throws IOException {
    sink.write(application, properties(clientId, secret));
  }

  /// Takes back what an application that may no longer log in was handed.
  void remove(String application) throws IOException {
    sink.remove(application);
  }

  @Override
  public void close() {
    sink.close();
  }

  @Override
  public String toString() {
    return sink.toString();
  }

  private SortedMap<String, String> properties(String clientId, String secret) {
    var properties = new TreeMap<String, String>();
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", "OAUTHBEARER");
    properties.put("sasl.login.callback.handler.class", OAUTH + "OAuthBearerLoginCallbackHandler");
    properties.put("sasl.jaas.config", OAUTH + "OAuthBearerLoginModule required;");
    properties.put("sasl.oauthbearer.token.endpoint.url", tokenEndpoint);
    properties.putAll(more);
    properties.put(CLIENT, clientId);
    properties.put(SECRET, secret);
    return properties;
  }
}
