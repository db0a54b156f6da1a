// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Random manifests that change from step to step, and random strangers on the same cluster.
/// Partitions only grow and formats stay, so that no step is impossible.
public final class RandomWorld {

  private static final int TOPICS = 6;
  private static final int PRODUCTS = 4;
  private static final List<String> PRINCIPALS =
      List.of(Wanted.PRODUCER, Wanted.CONSUMER, "User:fraud.scorer", "User:shop.cart");
  private static final List<String> CONFIGS =
      List.of(
          "retention.ms=1000",
          "retention.ms=5000",
          "cleanup.policy=compact",
          "cleanup.policy=delete",
          "compression.type=zstd",
          "max.message.bytes=2000000");

  private final RandomGenerator random;
  private final int[] partitions = new int[TOPICS];
  private final Map<ResourceKey.AclSet, Set<Acl>> foreignAcls = new HashMap<>();
  private final Set<String> foreignTopics = new HashSet<>();
  private final Map<String, Double> foreignQuotas = new HashMap<>();
  private final List<String> foreignConfigs = new ArrayList<>();

  public RandomWorld(RandomGenerator random) {
    this.random = random;
    java.util.Arrays.fill(partitions, 1);
  }

  private static String topic(int number) {
    return "shop.orders.port-" + number + ".v1";
  }

  /// What manifests want at the next step.
  public Wanted next() {
    var wanted = new Wanted();
    for (int number = 0; number < TOPICS; number++) {
      if (random.nextInt(4) > 0) {
        topic(wanted, number);
      }
    }
    for (String group : List.of("billing.invoices.", "fraud.scorer.")) {
      if (random.nextBoolean()) {
        wanted.acls(Wanted.groupAcls(group), Wanted.APPLICATION, Wanted.read("User:" + group));
      }
    }
    if (random.nextBoolean()) {
      wanted.quota("billing.invoices", Map.of("consumer_byte_rate", 100.0 + random.nextInt(3)));
    }
    if (random.nextBoolean()) {
      wanted.quota("fraud.scorer", Map.of("producer_byte_rate", 7.0, "request_percentage", 3.0));
    }
    wanted.schema("Money", "money-" + random.nextInt(3));
    if (random.nextBoolean()) {
      wanted.schema("Address", "address-" + random.nextInt(2), "Money");
      wanted.schema("Person", "person-" + random.nextInt(2), "Address", "Money");
    }
    return wanted;
  }

  private void topic(Wanted wanted, int number) {
    partitions[number] += random.nextInt(3) / 2;
    var config = new TreeMap<String, String>();
    for (String each : CONFIGS) {
      if (random.nextInt(3) == 0) {
        config.put(each.substring(0, each.indexOf('=')), each);
      }
    }
    String name = topic(number);
    var owner = new Owner(Owner.Kind.PRODUCT, "shop", "orders-" + number % PRODUCTS);
    wanted.topic(
        Wanted.CLUSTER, name, owner, partitions[number], config.values().toArray(String[]::new));
    var acls = new ArrayList<Acl>();
    for (String principal : PRINCIPALS) {
      if (random.nextBoolean()) {
        acls.add(Wanted.read(principal));
      }
      if (random.nextInt(3) == 0) {
        acls.add(Wanted.write(principal));
      }
    }
    if (!acls.isEmpty()) {
      wanted.acls(Wanted.topicAcls(name), owner, acls.toArray(Acl[]::new));
    }
    if (random.nextBoolean()) {
      wanted.schema(name + "-value", "value-" + random.nextInt(3), "Money");
    }
  }

  /// Strangers do something. Only what stands is remembered: what they add where it stands already
  /// is nothing new.
  public void intrude(FakeCluster cluster) {
    ClusterSnapshot now = cluster.observe();
    String foreign = "stranger-" + random.nextInt(5);
    if (!now.topics().containsKey(foreign)) {
      cluster.withTopic(foreign, 2, 1, Map.of("retention.ms", "77"));
      foreignTopics.add(foreign);
    }
    ResourceKey.AclSet key = Wanted.topicAcls(topic(random.nextInt(TOPICS)));
    Acl acl =
        switch (random.nextInt(3)) {
          case 0 -> Wanted.deny("User:stranger", Acl.Operation.WRITE);
          case 1 -> Wanted.read("User:stranger");
          default -> Wanted.read(PRINCIPALS.get(random.nextInt(PRINCIPALS.size())));
        };
    if (!now.acls().getOrDefault(key, Set.of()).contains(acl)) {
      cluster.withAcl(key, acl);
      foreignAcls.computeIfAbsent(key, _ -> new HashSet<>()).add(acl);
    }
    cluster.withQuota("stranger", "producer_byte_rate", 5);
    foreignQuotas.put("stranger", 5.0);
    String own = topic(random.nextInt(TOPICS));
    if (now.topics().containsKey(own)) {
      cluster.withConfig(own, "segment.ms", "4242");
      foreignConfigs.add(own);
    }
  }

  /// What of the strangers' has been altered, as sentences; topics of ours that were deleted by
  /// name take the strangers' configs with them.
  public List<String> damage(ClusterSnapshot now) {
    var damage = new ArrayList<String>();
    for (String name : foreignTopics) {
      ClusterSnapshot.Topic topic = now.topics().get(name);
      if (topic == null
          || topic.partitions() != 2
          || !topic.overrides().equals(Map.of("retention.ms", "77"))) {
        damage.add("topic " + name);
      }
    }
    foreignAcls.forEach((key, acls) -> {
      if (!now.acls().getOrDefault(key, Set.of()).containsAll(acls)) {
        damage.add("bindings of " + key.text());
      }
    });
    foreignQuotas.forEach((user, value) -> {
      if (!Map.of("producer_byte_rate", value).equals(now.quotas().get(user))) {
        damage.add("quota of " + user);
      }
    });
    for (String name : foreignConfigs) {
      ClusterSnapshot.Topic topic = now.topics().get(name);
      if (topic != null && !"4242".equals(topic.overrides().get("segment.ms"))) {
        damage.add("config of " + name);
      }
    }
    return damage;
  }
}
