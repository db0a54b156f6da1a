// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.Cluster;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.NewTopic;

/// A large mesh: topics of one partition with two configs, each written by one application and read
/// by three, which makes eight ACL bindings a topic.
///
/// @param prefix what the names of its topics begin with
/// @param topics how many topics
record Shape(String prefix, int topics) {

  static final String CLUSTER = "onprem";
  static final int ACLS_PER_TOPIC = 8;

  private static final SortedMap<String, String> CONFIG =
      new TreeMap<>(Map.of("retention.ms", "604800000", "compression.type", "zstd"));

  String topic(int number) {
    return "%s.product-%d.records.v1".formatted(prefix, number);
  }

  List<NewTopic> rawTopics() {
    List<NewTopic> all = new ArrayList<>();
    for (int i = 0; i < topics; i++) {
      all.add(new NewTopic(topic(i), 1, (short) 1).configs(CONFIG));
    }
    return all;
  }

  /// What the manifests of such a mesh compile to.
  ///
  /// @param withAcls whether the bindings are wanted too, or the topics alone
  DesiredState desired(boolean withAcls) {
    SortedMap<ResourceKey, Desired> resources = new TreeMap<>();
    for (int i = 0; i < topics; i++) {
      Owner owner = new Owner(Owner.Kind.PRODUCT, prefix, "product-" + i);
      ResourceKey.Topic topic = new ResourceKey.Topic(CLUSTER, topic(i));
      resources.put(
          topic,
          new Desired.Topic(topic, owner, 1, (short) 1, CONFIG, false, false, new TreeMap<>()));
      if (withAcls) {
        ResourceKey.AclSet acls =
            new ResourceKey.AclSet(
                CLUSTER,
                ResourceKey.AclSet.Type.TOPIC,
                ResourceKey.AclSet.Pattern.LITERAL,
                topic(i));
        resources.put(acls, new Desired.Acls(acls, owner, bindings(i), false));
      }
    }
    return new DesiredState(
        "dev",
        new TreeMap<>(Map.of(CLUSTER, new Cluster(CLUSTER, null))),
        resources,
        Set.of(),
        Set.of(),
        Set.of(),
        Budget.DEFAULT);
  }

  private SortedMap<Acl, SortedSet<Location>> bindings(int topic) {
    Location cause =
        new Location("domains/%s/product-%d/product.yaml".formatted(prefix, topic), 1, 1);
    SortedSet<Location> causes = new TreeSet<>(Set.of(cause));
    SortedMap<Acl, SortedSet<Location>> acls = new TreeMap<>();
    String writer = "User:%s.writer-%d".formatted(prefix, topic);
    acls.put(Acl.allow(writer, Acl.Operation.WRITE), causes);
    acls.put(Acl.allow(writer, Acl.Operation.DESCRIBE), causes);
    for (int i = 1; i <= 3; i++) {
      String reader = "User:%s.reader-%d".formatted(prefix, (topic + i * 7) % topics);
      acls.put(Acl.allow(reader, Acl.Operation.READ), causes);
      acls.put(Acl.allow(reader, Acl.Operation.DESCRIBE), causes);
    }
    return acls;
  }
}
