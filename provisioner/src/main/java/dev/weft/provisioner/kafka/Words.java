// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/// Sentences about failed calls: the server, the call, its own words, what to do.
final class Words {

  private Words() {}

  /// No client could be made: wrong settings, or no token.
  static String noClient(Connection connection, Throwable error) {
    return "No client for cluster `%s` could be made: %s Check `clusters.%s.*` in the deployment's configuration."
        .formatted(connection.cluster(), KafkaWords.sentence(error), connection.cluster());
  }

  /// A read failed.
  static ObservationException unreadable(Connection connection, String call, Throwable error) {
    return new ObservationException(
        "Cluster `%s` (%s) could not be read: %s failed: %s %s"
            .formatted(
                connection.cluster(),
                connection.address().servers(),
                call,
                KafkaWords.sentence(error),
                advice(connection.address(), error)),
        error);
  }

  /// What to do about the error.
  static String advice(ClusterAddress cluster, Throwable error) {
    String settings = "`clusters." + cluster.name() + ".*`";
    return switch (error) {
      case AuthenticationException _ ->
          "The server did not accept the credentials: check %s in the deployment's configuration."
              .formatted(settings);
      case AuthorizationException _ -> Rights.advice(cluster);
      case SecurityDisabledException _ ->
          "The cluster has no authorizer, so nobody's access is limited and ACLs mean nothing: set"
              + " `authorizer.class.name` on its brokers and controllers.";
      case UnsupportedVersionException _ ->
          "The brokers are older than Kafka 4.0, the oldest release that Weft works with.";
      case TimeoutException _ ->
          "The brokers accept connections but did not answer in time: look at their health and"
              + " logs, or raise `default.api.timeout.ms` in %s.".formatted(settings);
      case PolicyViolationException _ ->
          "A policy of the brokers forbids it: change the manifest, or ask who runs the cluster.";
      case InvalidReplicationFactorException _ ->
          "Start the missing brokers, or lower `replication`.";
      case InterruptException _ -> "Run it again.";
      // Ours, and complete.
      case ObservationException _ -> "";
      default -> "See the brokers' logs for more.";
    };
  }
}
