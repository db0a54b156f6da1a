// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// Where a cluster is and who we are there: what every sentence about a call that failed names.
///
/// @param name the name manifests use
/// @param servers `host:port` as configured, separated by commas
/// @param principal the principal that the brokers most likely see, such as `User:weft`
public record ClusterAddress(String name, String servers, String principal) {

  private static final Pattern USERNAME = Pattern.compile("username=\"([^\"]+)\"");
  private static final String CLIENT_ID = "sasl.oauthbearer.client.credentials.client.id";

  /// @param name the name manifests use
  /// @param properties of a Kafka client of the cluster, as the deployment's configuration gives
  ///   them
  public static ClusterAddress of(String name, Properties properties) {
    return new ClusterAddress(
        name,
        properties.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "(none configured)"),
        principal(properties));
  }

  private static String principal(Properties properties) {
    String client = properties.getProperty(CLIENT_ID);
    if (client != null) {
      return "User:" + client;
    }
    Matcher matcher = USERNAME.matcher(properties.getProperty("sasl.jaas.config", ""));
    return matcher.find() ? "User:" + matcher.group(1) : "User:<the provisioner's principal>";
  }

  /// The cluster with its addresses, for the middle of a sentence.
  public String text() {
    return "cluster `%s` (%s)".formatted(name, servers);
  }

  /// Returns when one of the servers takes a connection; says within seconds that none does, where
  /// a Kafka client would try for half a minute and then name nobody.
  ///
  /// @throws ObservationException with what each server said, and what to do
  public void requireReachable() {
    Reachability.require(name, servers);
  }

  /// What to do about an error of a client or a broker: one or more sentences, or nothing.
  public String advice(Throwable error) {
    return Words.advice(this, error);
  }

  /// The beginning of a command that grants rights to the principal; operations and resources
  /// follow.
  public String grantCommand() {
    return "kafka-acls.sh --bootstrap-server %s --command-config ADMIN.properties --add --allow-principal '%s'"
        .formatted(servers, principal);
  }
}
