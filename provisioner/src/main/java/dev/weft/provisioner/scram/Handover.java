// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.scram;

import dev.weft.provisioner.secret.SecretSink;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Hands applications the properties with which their Kafka clients log in to one cluster by SCRAM.
final class Handover implements AutoCloseable {

  private static final String MODULE =
      "org.apache.kafka.common.security.scram.ScramLoginModule required";
  private static final Pattern LOGIN =
      Pattern.compile(".* username=\"([^\"]*)\" password=\"([^\"]*)\";");
  private static final String MECHANISM = "sasl.mechanism";
  private static final String JAAS = "sasl.jaas.config";

  private final SecretSink sink;
  private final Map<String, String> more;

  /// @param sink where applications find them
  /// @param more properties that every application's Kafka client needs, such as
  ///   `security.protocol`, which is `SASL_SSL` when it is not among them
  Handover(SecretSink sink, Map<String, String> more) {
    this.sink = sink;
    this.more = Map.copyOf(more);
  }

  /// What an application was handed.
  ///
  /// @param mechanism by which it logs in; empty when that cannot be read any more
  /// @param secret empty likewise
  record Handed(String mechanism, String secret, boolean isCurrent) {
    @Override
    public String toString() {
      return "Handed[" + mechanism + ", ****]";
    }
  }

  /// What an application was handed for a user; null for nothing.
  @Nullable Handed read(String name, String user) throws IOException {
    SortedMap<String, String> known = sink.read(name).orElse(null);
    if (known == null) {
      return null;
    }
    String mechanism = known.getOrDefault(MECHANISM, "");
    Matcher login = LOGIN.matcher(known.getOrDefault(JAAS, ""));
    if (mechanism.isEmpty() || !login.matches() || !login.group(1).equals(user)) {
      return new Handed("", "", false);
    }
    String secret = login.group(2);
    return new Handed(mechanism, secret, known.equals(properties(user, mechanism, secret)));
  }

  /// Fails if nothing could be handed over, before anything depends on it.
  void requireWritable(String name) throws IOException {
    sink.requireWritable(name);
  }

  void write(String name, String user, String mechanism, String secret) throws IOException {
    sink.write(name, properties(user, mechanism, secret));
  }

  void remove(String name) throws IOException {
    sink.remove(name);
  }

  private SortedMap<String, String> properties(String user, String mechanism, String secret) {
    var properties = new TreeMap<String, String>();
    properties.put("security.protocol", "SASL_SSL");
    properties.putAll(more);
    properties.put(MECHANISM, mechanism);
    properties.put(JAAS, "%s username=\"%s\" password=\"%s\";".formatted(MODULE, user, secret));
    return properties;
  }

  @Override
  public void close() {
    sink.close();
  }

  @Override
  public String toString() {
    return sink.toString();
  }
}
