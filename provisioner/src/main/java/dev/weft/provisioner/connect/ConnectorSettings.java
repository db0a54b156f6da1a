// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import dev.weft.provisioner.deployment.Link;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/// How connectors are named and set up. Copies keep the names of their topics; shapes, configs and
/// rights are Weft's and nobody else's, so that each has one writer.
final class ConnectorSettings {

  static final String TOPICS = "topics";
  static final String CLASS = "connector.class";
  static final String SOURCE = "source.cluster.alias";
  static final String TARGET = "target.cluster.alias";
  static final String POLICY = "replication.policy.class";
  static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";
  static final String SOURCE_CONNECTOR = "org.apache.kafka.connect.mirror.MirrorSourceConnector";
  static final String CHECKPOINT_CONNECTOR =
      "org.apache.kafka.connect.mirror.MirrorCheckpointConnector";

  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  private final String environment;
  private final Link link;

  ConnectorSettings(String environment, Link link) {
    this.environment = environment;
    this.link = link;
  }

  /// Whether a connector is one of this environment's links to this target.
  boolean isOurs(String connector) {
    String[] part = connector.split("\\.", -1);
    return part.length >= 3
        && part.length <= 4
        && part[0].equals("weft")
        && part[1].equals(environment)
        && part[2].endsWith("-to-" + link.target());
  }

  /// The connector that copies the topics of a domain's products. A domain has its own, so that one
  /// team's trouble stops nobody else's copies.
  String mirror(String source, String domain) {
    return checkpoint(source) + "." + domain;
  }

  /// The connector that brings the places of consumer groups to the target, for all topics that
  /// come from one cluster.
  String checkpoint(String source) {
    return "weft.%s.%s-to-%s".formatted(environment, source, link.target());
  }

  /// Whether the worker was told how to reach a cluster.
  boolean knows(String source) {
    return link.sources().containsKey(source);
  }

  SortedMap<String, String> mirror(String name, String source, Collection<String> topics) {
    SortedMap<String, String> all = common(name, source, topics);
    all.put(CLASS, SOURCE_CONNECTOR);
    all.put("sync.topic.configs.enabled", "false");
    all.put("sync.topic.acls.enabled", "false");
    // What a producer took back is not copied.
    all.put("source.consumer.isolation.level", "read_committed");
    all.putIfAbsent("tasks.max", "4");
    return all;
  }

  SortedMap<String, String> checkpoint(String source, Collection<String> topics) {
    SortedMap<String, String> all = common(checkpoint(source), source, topics);
    all.put(CLASS, CHECKPOINT_CONNECTOR);
    all.putIfAbsent("groups", ".*");
    all.putIfAbsent("sync.group.offsets.enabled", "true");
    all.putIfAbsent("tasks.max", "1");
    return all;
  }

  private SortedMap<String, String> common(String name, String source, Collection<String> topics) {
    var all = new TreeMap<>(link.settings());
    all.putIfAbsent("offset-syncs.topic.location", "target");
    all.putIfAbsent("refresh.topics.interval.seconds", "60");
    all.put("name", name);
    all.put(SOURCE, source);
    all.put(TARGET, link.target());
    link.sources()
        .getOrDefault(source, new TreeMap<>())
        .forEach((key, value) -> all.put("source.cluster." + key, value));
    link.targetSettings().forEach((key, value) -> all.put("target.cluster." + key, value));
    all.put(TOPICS, TopicList.of(topics));
    // MirrorMaker leaves out some names by default, such as those that end in `-internal`.
    all.put("topics.exclude", TopicList.NONE);
    all.put(POLICY, IDENTITY);
    all.put("replication.policy.separator", ".");
    all.put("key.converter", BYTES);
    all.put("value.converter", BYTES);
    all.put("header.converter", BYTES);
    return all;
  }
}
