// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Whether we may see everything. A broker leaves topics out of a listing that the principal may
/// not describe, and says nothing; a plan made from such a listing would create what exists.
final class Rights {

  private Rights() {}

  /// Asks about a topic that cannot exist: who may describe all topics is told so, who may not is
  /// refused.
  static KafkaFuture<?> probe(Admin admin) {
    String name = UUID.randomUUID().toString();
    return Objects.requireNonNull(admin.describeTopics(List.of(name)).topicNameValues().get(name));
  }

  /// Throws when the cluster's operations or the probe say that parts are hidden from us.
  ///
  /// @param operations what the principal may do on the cluster
  /// @param probed the error of the probe
  static void require(
      Connection connection, @Nullable Set<AclOperation> operations, @Nullable Throwable probed) {
    List<String> missing = new ArrayList<>();
    Set<AclOperation> known = operations == null ? Set.of() : operations;
    for (AclOperation needed : List.of(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS)) {
      if (!known.contains(needed) && !known.contains(AclOperation.ALL)) {
        missing.add(needed + " on the cluster");
      }
    }
    if (probed instanceof TopicAuthorizationException) {
      missing.add("DESCRIBE on all topics");
    } else if (probed != null && !(probed instanceof UnknownTopicOrPartitionException)) {
      throw Words.unreadable(connection, "DescribeTopicPartitions", probed);
    }
    if (!missing.isEmpty()) {
      throw new ObservationException(
          "Cluster `%s` (%s) does not show everything to %s, and a partial view would be taken for the truth: the principal lacks %s. %s"
              .formatted(
                  connection.cluster(),
                  connection.address().servers(),
                  connection.address().principal(),
                  String.join(", ", missing),
                  advice(connection.address())));
    }
  }

  /// The commands that grant what reading needs.
  static String advice(ClusterAddress cluster) {
    String command = cluster.grantCommand();
    return "To read, the provisioner needs: `%s --operation Describe --operation DescribeConfigs --cluster` and `%s --operation Describe --operation DescribeConfigs --topic '*'`; to write, also Create, Delete, Alter and AlterConfigs on both."
        .formatted(command, command);
  }
}
