// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.RawValues;
import dev.weft.model.manifest.Access;
import dev.weft.model.manifest.Defaults;
import dev.weft.model.manifest.Sla;
import dev.weft.model.manifest.Topic;
import dev.weft.model.mesh.Port;
import dev.weft.model.topic.TopicConfigs;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what ports, overlays and defaults have in common: topic, promises, access.
final class TopicReading {

  private final List<Diagnostic> diagnostics;

  TopicReading(List<Diagnostic> diagnostics) {
    this.diagnostics = diagnostics;
  }

  Defaults defaults(Mapping map) {
    if (map.entries().isEmpty()) {
      return Defaults.NOTHING;
    }
    return new Defaults(
        Reading.constant(map, "compatibility", Port.Compatibility.values()),
        Reading.constant(map, "classification", Port.Classification.values()),
        topic(Reading.mapping(map, "topic")),
        sla(Reading.mapping(map, "sla")),
        access(Reading.mapping(map, "access")));
  }

  Topic topic(Mapping map) {
    if (map.entries().isEmpty()) {
      return Topic.NOTHING;
    }
    TreeMap<String, String> config = new TreeMap<>();
    TreeMap<String, Location> places = new TreeMap<>();
    for (YamlNode.Entry entry : Reading.mapping(map, "config").entries()) {
      put(entry.key(), entry.value(), config);
      places.put(entry.key(), entry.keyLocation());
    }
    for (YamlNode.Entry entry : map.entries()) {
      String raw =
          switch (entry.key()) {
            case "retention" -> "retention.ms";
            case "retentionSize" -> "retention.bytes";
            case "cleanup" -> "cleanup.policy";
            default -> null;
          };
      if (raw != null) {
        if (config.containsKey(raw)) {
          both(entry, raw);
        }
        put(raw, entry.value(), config);
        places.put(raw, entry.keyLocation());
      } else if (!entry.key().equals("config")) {
        places.put(entry.key(), entry.keyLocation());
      }
    }
    return new Topic(
        Reading.text(map, "name"),
        Reading.flag(map, "adopt"),
        Reading.whole(map, "partitions"),
        Reading.whole(map, "replication"),
        config,
        places);
  }

  private void both(YamlNode.Entry word, String raw) {
    diagnostics.add(
        Diagnostic.error(
            word.keyLocation(),
            Rules.TOPIC_BOTH_WORDS,
            "`%s` and `config.%s` are the same setting, given twice.".formatted(word.key(), raw),
            "keep `" + word.key() + "` and remove `" + raw + "` from `config`"));
  }

  private static void put(String key, YamlNode value, TreeMap<String, String> config) {
    TopicConfigs.Config description = TopicConfigs.find(key);
    List<String> values = RawValues.of(value);
    if (description == null || values == null) {
      throw new IllegalStateException("unchecked manifest: topic config " + key);
    }
    String normalised = TopicConfigs.normalise(description, values).value();
    if (normalised == null) {
      throw new IllegalStateException("unchecked manifest: value of topic config " + key);
    }
    config.put(key, normalised);
  }

  static Sla sla(Mapping map) {
    return map.entries().isEmpty()
        ? Sla.NOTHING
        : new Sla(
            Reading.duration(map, "freshness"),
            Reading.decimal(map, "availability"),
            Reading.duration(map, "timeToRepair"));
  }

  static Access access(Mapping map) {
    if (map.entries().isEmpty()) {
      return Access.NOTHING;
    }
    @Nullable List<String> purposes =
        map.value("purposes") == null ? null : Reading.sortedTexts(map, "purposes");
    return new Access(
        Reading.constant(map, "approval", Port.Approval.values()),
        purposes,
        Reading.duration(map, "longest"));
  }
}
