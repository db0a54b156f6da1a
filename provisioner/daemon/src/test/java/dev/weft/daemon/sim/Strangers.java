// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import dev.weft.provisioner.testing.FakeCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Others who use the same servers, with things of their own that Weft has to leave alone.
final class Strangers {

  private static final String TOPIC = "legacy.ledger";
  private static final Map<String, String> CONFIG = Map.of("retention.ms", "77");
  private static final Acl READ = Acl.allow("User:legacy", Acl.Operation.READ);

  private static final int PATIENCE = 3;

  private final World world;

  private final Map<String, Map<String, String>> topics = new LinkedHashMap<>();
  private final Map<String, Integer> meddled = new HashMap<>();
  private final Map<AclSet, Acl> bindings = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();

  Strangers(World world) {
    this.world = world;
  }

  static AclSet topicAcls(String topic) {
    return new AclSet(World.CLUSTER, AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, topic);
  }

  /// They settle down.
  void settle() {
    FakeCluster cluster = world.cluster();
    cluster.withTopic(TOPIC, 2, 1, CONFIG).withQuota("legacy", "producer_byte_rate", 5);
    topics.put(TOPIC, CONFIG);
    bind(topicAcls(Meshes.topic("orders")));
    bind(topicAcls(TOPIC));
    own("squatted");
  }

  private void bind(AclSet key) {
    world.cluster().withAcl(key, READ);
    bindings.put(key, READ);
  }

  /// They make a topic under a name that a manifest might want.
  void own(String product) {
    String name = Meshes.topic(product);
    if (!world.cluster().observe().topics().containsKey(name)) {
      world.cluster().withTopic(name, 3, 1, CONFIG);
      topics.put(name, CONFIG);
    }
  }

  /// They give a topic up: whoever adopts it may change it.
  void release(String product) {
    topics.remove(Meshes.topic(product));
  }

  /// They meddle with what is Weft's: a key that it sets, one that it does not, a binding, a topic.
  void meddle(RandomGenerator dice) {
    ClusterSnapshot now = world.cluster().observe();
    List<String> ours =
        now.topics().keySet().stream()
            .filter(name -> name.startsWith("shop.") && !topics.containsKey(name))
            .sorted()
            .toList();
    if (ours.isEmpty()) {
      return;
    }
    String topic = ours.get(dice.nextInt(ours.size()));
    switch (dice.nextInt(4)) {
      case 0 -> {
        if (isTired("config of " + topic)) {
          return;
        }
        world.cluster().withConfig(topic, "retention.ms", "1234");
        world.note(world.servers(), "drift retention.ms of " + topic);
      }
      case 1 -> {
        world.cluster().withConfig(topic, "segment.ms", "4242");
        keys.put(topic, "segment.ms");
        world.note(world.servers(), "drift segment.ms of " + topic);
      }
      case 2 -> {
        if (!isTired("bindings of " + topic)) {
          unbind(topic, now);
        }
      }
      default -> {
        if (!now.quotas().containsKey("shop.reader") || isTired("quota")) {
          return;
        }
        world.cluster().withQuota("shop.reader", "consumer_byte_rate", 1);
        world.note(world.servers(), "drift quota of shop.reader");
      }
    }
  }

  /// Whoever meddles more often with the same thing is not set back at once any more
  /// (`DriftPlanTest.doesNotFight`), which would take longer than the calm after a storm.
  private boolean isTired(String what) {
    return meddled.merge(what, 1, Integer::sum) > PATIENCE;
  }

  private void unbind(String topic, ClusterSnapshot now) {
    for (Acl acl : new TreeSet<>(now.acls().getOrDefault(topicAcls(topic), Set.of()))) {
      if (!acl.equals(READ)) {
        world.cluster().withoutAcl(topicAcls(topic), acl);
        world.note(world.servers(), "drift binding of " + topic);
        return;
      }
    }
  }

  /// Whether a binding is theirs.
  boolean owns(AclSet key, Acl acl) {
    return acl.equals(bindings.get(key));
  }

  /// Whether a topic is theirs.
  boolean owns(String topic) {
    return topics.containsKey(topic);
  }

  /// What of theirs has been altered, as sentences.
  List<String> damage() {
    ClusterSnapshot now = world.cluster().observe();
    var damage = new ArrayList<String>();
    topics.forEach((name, config) -> {
      ClusterSnapshot.Topic topic = now.topics().get(name);
      if (topic == null || !new TreeMap<>(topic.overrides()).equals(new TreeMap<>(config))) {
        damage.add("topic " + name + " is " + topic);
      }
    });
    bindings.forEach((key, acl) -> {
      if (!now.acls().getOrDefault(key, Set.of()).contains(acl)) {
        damage.add("binding %s of %s is gone".formatted(acl, key.text()));
      }
    });
    if (topics.containsKey(TOPIC)
        && !Map.of("producer_byte_rate", 5.0).equals(now.quotas().get("legacy"))) {
      damage.add("quota of legacy is " + now.quotas().get("legacy"));
    }
    keys.forEach((name, key) -> {
      ClusterSnapshot.Topic topic = now.topics().get(name);
      if (topic != null && !"4242".equals(topic.overrides().get(key))) {
        damage.add("%s of %s is %s".formatted(key, name, topic.overrides().get(key)));
      }
    });
    return damage;
  }
}
