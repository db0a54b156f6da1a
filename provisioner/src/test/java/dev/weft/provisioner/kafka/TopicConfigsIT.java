// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.topic.TopicConfigs;
import dev.weft.provisioner.testing.Changes;
import dev.weft.provisioner.testing.Reports;
import dev.weft.provisioner.testing.TestClusters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/// The table of topic configs that manifests are checked against is that of the real brokers.
class TopicConfigsIT {

  @Test
  void knowsTheConfigsOfTheBrokersWithTheirTypes() throws Exception {
    Config described = described();
    var theirs = new TreeMap<String, ConfigEntry.ConfigType>();
    described.entries().forEach(entry -> theirs.put(entry.name(), entry.type()));
    var ours = new TreeMap<String, TopicConfigs.Type>();
    TopicConfigs.all().forEach(config -> ours.put(config.name(), config.type()));

    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    ours.forEach((name, type) -> assertThat(theirs.get(name)).as(name).isIn(typesOf(type)));
  }

  @Test
  void takesTheDefaultsOfTheBrokersAsTheyStand() throws Exception {
    for (ConfigEntry entry : described().entries()) {
      TopicConfigs.Config config = Objects.requireNonNull(TopicConfigs.find(entry.name()));
      String value = Objects.requireNonNull(entry.value());
      boolean isEmptyList = value.isEmpty() && config.type() == TopicConfigs.Type.REPLICAS;
      if (!isEmptyList) {
        assertThat(TopicConfigs.normalise(config, List.of(value)).value())
            .as(entry.name())
            .isEqualTo(value);
      }
    }
  }

  private static List<ConfigEntry.ConfigType> typesOf(TopicConfigs.Type type) {
    return switch (type) {
      case FLAG -> List.of(ConfigEntry.ConfigType.BOOLEAN);
      case WHOLE, MILLISECONDS, BYTES ->
          List.of(ConfigEntry.ConfigType.INT, ConfigEntry.ConfigType.LONG);
      case DECIMAL -> List.of(ConfigEntry.ConfigType.DOUBLE);
      case WORD -> List.of(ConfigEntry.ConfigType.STRING);
      case WORDS, REPLICAS -> List.of(ConfigEntry.ConfigType.LIST);
    };
  }

  private static Config described() throws Exception {
    String topic = ClusterFixture.unique("configs");
    try (KafkaCluster cluster = ClusterFixture.cluster("onprem", TestClusters.onprem());
        Admin admin = Admin.create(TestClusters.onprem())) {
      Reports.allSucceed(cluster, Changes.createTopic("onprem", topic, 1, Map.of()));
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      return Objects.requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource))
          .get();
    }
  }
}
