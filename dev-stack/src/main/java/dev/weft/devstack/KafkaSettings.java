// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The broker properties of one cluster.
final class KafkaSettings {

  private static final String NODE = "1";
  private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";
  private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

  private final ClusterSpec spec;
  private final StackState state;
  private final Path data;
  private final String publicKeys;

  /// @param publicKeys the URL of the file with the keys that sign tokens
  KafkaSettings(ClusterSpec spec, StackState state, Path data, String publicKeys) {
    this.spec = spec;
    this.state = state;
    this.data = data;
    this.publicKeys = publicKeys;
  }

  Map<String, String> all() {
    var all = new TreeMap<String, String>();
    listeners(all);
    passwords(all);
    tokens(all);
    small(all);
    all.put("log.dirs", data.toString());
    all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    all.put("super.users", "User:broker;User:admin;User:" + Realm.PROVISIONER);
    all.put("allow.everyone.if.no.acl.found", "false");
    all.put("auto.create.topics.enable", "false");
    all.putAll(spec.properties());
    return all;
  }

  private void listeners(Map<String, String> all) {
    var ports = new KafkaPorts(spec.name());
    String controller = "127.0.0.1:" + state.port(ports.controller());
    String brokers =
        "INTERNAL://127.0.0.1:%d,CLIENT://127.0.0.1:%d"
            .formatted(state.port(ports.internal()), state.port(ports.client()));
    all.put("process.roles", "broker,controller");
    all.put("node.id", NODE);
    // Static voters: with the dynamic ones the port of the controller would be stored in the data.
    all.put("controller.quorum.voters", NODE + "@" + controller);
    all.put("controller.listener.names", "CONTROLLER");
    all.put("listeners", brokers + ",CONTROLLER://" + controller);
    all.put("advertised.listeners", brokers);
    all.put(
        "listener.security.protocol.map",
        "INTERNAL:SASL_PLAINTEXT,CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
    all.put("inter.broker.listener.name", "INTERNAL");
  }

  private void passwords(Map<String, String> all) {
    String broker = state.secret(KafkaAccess.secretOf(spec.name(), "broker"));
    String admin = state.secret(KafkaAccess.secretOf(spec.name(), "admin"));
    String login = PLAIN + " required username=\"broker\" password=\"" + broker + "\" ";
    String itself = "user_broker=\"" + broker + "\"";
    all.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    all.put("sasl.mechanism.controller.protocol", "PLAIN");
    all.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
    all.put("listener.name.controller.plain.sasl.jaas.config", login + itself + ";");
    all.put("listener.name.internal.sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512,SCRAM-SHA-256");
    all.put(
        "listener.name.internal.plain.sasl.jaas.config",
        login + itself + " user_admin=\"" + admin + "\";");
    for (String mechanism : List.of("scram-sha-512", "scram-sha-256")) {
      all.put(
          "listener.name.internal." + mechanism + ".sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }
  }

  private void tokens(Map<String, String> all) {
    String client = "listener.name.client.";
    String oauth = client + "oauthbearer.";
    all.put(client + "sasl.enabled.mechanisms", "OAUTHBEARER");
    all.put(oauth + "sasl.jaas.config", OAUTH + "OAuthBearerLoginModule required;");
    all.put(
        oauth + "sasl.server.callback.handler.class",
        OAUTH + "OAuthBearerValidatorCallbackHandler");
    all.put(oauth + "sasl.oauthbearer.jwks.endpoint.url", publicKeys);
    all.put(oauth + "sasl.oauthbearer.expected.issuer", Realm.of(state).issuer());
    all.put(oauth + "sasl.oauthbearer.expected.audience", "kafka");
    // The client's name: of an application's service account it is the one claim that stays the
    // same.
    all.put(oauth + "sasl.oauthbearer.sub.claim.name", "azp");
    all.put(oauth + "connections.max.reauth.ms", "3600000");
  }

  /// One node, few clients: the defaults would take 128 MB of heap for the log cleaner alone.
  private static void small(Map<String, String> all) {
    all.put("log.cleaner.dedupe.buffer.size", "2097152");
    all.put("num.network.threads", "1");
    all.put("num.io.threads", "2");
    all.put("background.threads", "2");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("default.replication.factor", "1");
    all.put("min.insync.replicas", "1");
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", "1");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "1");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("share.coordinator.state.topic.num.partitions", "1");
  }

  /// Warnings, and the refusals of the authorizer, to the standard output, which is the service's
  /// log.
  static Map<String, String> logging() {
    return Map.ofEntries(
        Map.entry("status", "ERROR"),
        Map.entry("appender.out.type", "Console"),
        Map.entry("appender.out.name", "OUT"),
        Map.entry("appender.out.layout.type", "PatternLayout"),
        Map.entry("appender.out.layout.pattern", "%d %-5p %c{1.} %m%n"),
        Map.entry("rootLogger.level", "WARN"),
        Map.entry("rootLogger.appenderRef.out.ref", "OUT"),
        Map.entry("logger.denials.name", "kafka.authorizer.logger"),
        Map.entry("logger.denials.level", "INFO"),
        Map.entry("logger.start.name", "org.apache.kafka.common.utils.AppInfoParser"),
        Map.entry("logger.start.level", "INFO"));
  }
}
