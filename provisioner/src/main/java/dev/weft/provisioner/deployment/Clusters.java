// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import dev.weft.model.language.Words;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/// Reads the keys `clusters.NAME.*`.
final class Clusters {

  static final String PREFIX = "clusters.";

  private final SortedMap<String, String> values;
  private final String file;

  Clusters(SortedMap<String, String> values, String file) {
    this.values = values;
    this.file = file;
  }

  /// Properties of Kafka clients by cluster.
  SortedMap<String, SortedMap<String, String>> read() {
    SortedMap<String, SortedMap<String, String>> found =
        DeploymentFile.byName(
            values,
            PREFIX,
            key ->
                new DeploymentException(
                    place(key) + " names no property. Write `" + key + ".bootstrap.servers`."));
    found.forEach((name, settings) -> {
      settings.keySet().forEach(property -> requireLikely(name, property));
      if (settings.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "").isBlank()) {
        throw new DeploymentException(
            "`%s` configures cluster `%s` without `clusters.%s.bootstrap.servers`. Add it: host:port of its brokers."
                .formatted(file, name, name));
      }
    });
    return found;
  }

  /// Kafka takes any property and ignores those it does not know, so a typo would go unnoticed; but
  /// login plug-ins have properties of their own, so only what looks like a typo is refused.
  private void requireLikely(String cluster, String property) {
    Set<String> known = new TreeSet<>(AdminClientConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    known.addAll(ConsumerConfig.configNames());
    if (!known.contains(property)) {
      Optional.ofNullable(Words.nearest(property, known))
          .ifPresent(meant -> {
            throw new DeploymentException(
                "%s: Kafka's clients know no property `%s`. Did you mean `%s`?"
                    .formatted(place(PREFIX + cluster + "." + property), property, meant));
          });
    }
  }

  private String place(String key) {
    return "`" + file + "`, `" + key + "`";
  }
}
