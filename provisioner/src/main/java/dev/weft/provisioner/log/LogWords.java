// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.kafka.ClusterAddress;
import dev.weft.provisioner.kafka.KafkaWords;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/// Sentences about calls to the log's cluster that failed: what, where, why, and what to do.
final class LogWords {

  private LogWords() {}

  /// A read failed.
  ///
  /// @param what what could not be done, after "could not be"
  static ObservationException unreadable(ClusterAddress cluster, String what, Throwable error) {
    return new ObservationException(
        "The control-plane log on %s could not be %s: %s Without it nobody knows what Weft owns. %s"
            .formatted(cluster.text(), what, KafkaWords.sentence(error), advice(cluster, error))
            .strip(),
        error);
  }

  /// A write failed.
  ///
  /// @param what what could not be done, after "could not be"
  static LogWriteException unwritable(ClusterAddress cluster, String what, Throwable error) {
    return new LogWriteException(
        "The control-plane log on %s could not be %s: %s Nothing is changed that it does not know of. %s"
            .formatted(cluster.text(), what, KafkaWords.sentence(error), advice(cluster, error))
            .strip(),
        error);
  }

  private static String advice(ClusterAddress cluster, Throwable error) {
    AuthorizationException denied = denied(error);
    if (denied == null) {
      return cluster.advice(error);
    }
    String command = cluster.grantCommand();
    return "The principal `%s` lacks rights on the log: grant `%s --operation Describe --operation DescribeConfigs --operation Read --topic weft. --resource-pattern-type prefixed`; to apply, also Create and Write there, and `%s --operation Describe --operation Write --transactional-id weft-provisioner- --resource-pattern-type prefixed`. %s"
        .formatted(cluster.principal(), command, command, cluster.advice(denied));
  }

  private static @Nullable AuthorizationException denied(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthorizationException found) {
        return found;
      }
    }
    return null;
  }
}
