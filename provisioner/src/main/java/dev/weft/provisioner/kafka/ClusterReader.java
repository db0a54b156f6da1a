// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeAclsResult;
import org.apache.kafka.clients.admin.DescribeClientQuotasResult;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;

/// Reads a cluster: a constant number of calls for its lists, then one call for some hundreds of
/// topics each.
final class ClusterReader {

  private final Connection connection;
  private final TopicReader topics;
  private final Clock clock;

  ClusterReader(Connection connection, Clock clock) {
    this.connection = connection;
    this.topics = new TopicReader(connection);
    this.clock = clock;
  }

  ClusterSnapshot observe() {
    Instant readAt = clock.instant();
    Admin admin = connection.reads();
    DescribeClusterResult described =
        admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true));
    KafkaFuture<?> probe = Rights.probe(admin);
    ListTopicsResult listed = admin.listTopics(new ListTopicsOptions().listInternal(true));
    DescribeAclsResult acls = admin.describeAcls(AclBindingFilter.ANY);
    DescribeClientQuotasResult quotas = admin.describeClientQuotas(ClientQuotaFilter.all());

    String clusterId = read("DescribeCluster", described.clusterId());
    int brokers = read("DescribeCluster", described.nodes()).size();
    Answer<?> probed = Answer.of(probe);
    Rights.require(connection, Answer.of(described.authorizedOperations()).value(), probed.error());
    TopicReader.Pending pending =
        topics.request(admin, brokers, read("ListTopics", listed.namesToListings()));
    Map<ResourceKey.AclSet, Set<Acl>> bindings =
        new AclGrouping(connection.cluster()).group(read("DescribeAcls", acls.values()));
    Map<String, Map<String, Double>> limits =
        ofUsers(read("DescribeClientQuotas", quotas.entities()));
    return new ClusterSnapshot(
        connection.cluster(), clusterId, brokers, readAt, pending.await(), bindings, limits);
  }

  /// What was read before, with some resources as they are now.
  ClusterSnapshot observe(ClusterSnapshot before, Set<ResourceKey> keys) {
    Admin admin = connection.reads();
    DescribeClusterResult described = admin.describeCluster();
    List<String> names = new ArrayList<>();
    Set<ResourceKey.AclSet> patterns = new HashSet<>();
    boolean hasQuotas = false;
    for (ResourceKey key : keys) {
      switch (key) {
        case ResourceKey.Topic topic -> names.add(topic.name());
        case ResourceKey.AclSet set -> patterns.add(set);
        case ResourceKey.Quota _ -> hasQuotas = true;
        case ResourceKey.Artifact _,
            ResourceKey.Client _,
            ResourceKey.ScramUser _,
            ResourceKey.Mirror _ ->
            throw new IllegalArgumentException("no resource of a cluster: " + key.text());
      }
    }
    DescribeClientQuotasResult quotas =
        hasQuotas ? admin.describeClientQuotas(ClientQuotaFilter.all()) : null;
    var some =
        new ClusterSnapshot(
            connection.cluster(),
            read("DescribeCluster", described.clusterId()),
            read("DescribeCluster", described.nodes()).size(),
            clock.instant(),
            names.isEmpty() ? Map.of() : TopicReader.full(connection, names),
            patterns.isEmpty() ? Map.of() : AclSights.read(connection, patterns),
            quotas == null ? Map.of() : ofUsers(read("DescribeClientQuotas", quotas.entities())));
    if (!some.clusterId().equals(before.clusterId())) {
      throw new ObservationException(
          "Cluster `%s` had id %s a moment ago, and has id %s now."
              .formatted(connection.cluster(), before.clusterId(), some.clusterId()));
    }
    return before.with(keys, some);
  }

  /// Kafka's id of the cluster and nothing else.
  String clusterId() {
    return read("DescribeCluster", connection.reads().describeCluster().clusterId());
  }

  private <T> T read(String call, KafkaFuture<T> future) {
    Answer<T> answer = Answer.of(future);
    Throwable error = answer.error();
    if (error != null) {
      throw Words.unreadable(connection, call, error);
    }
    T value = answer.value();
    if (value == null) {
      throw new ObservationException(
          "Cluster `%s` answered %s with nothing.".formatted(connection.cluster(), call));
    }
    return value;
  }

  /// Quotas of single users. Those of client ids, of pairs and of defaults are somebody else's.
  static Map<String, Map<String, Double>> ofUsers(
      Map<ClientQuotaEntity, Map<String, Double>> entities) {
    Map<String, Map<String, Double>> users = HashMap.newHashMap(entities.size());
    entities.forEach((entity, values) -> {
      Map<String, String> parts = entity.entries();
      String user = parts.get(ClientQuotaEntity.USER);
      if (parts.size() == 1 && user != null) {
        users.put(user, values);
      }
    });
    return users;
  }
}
