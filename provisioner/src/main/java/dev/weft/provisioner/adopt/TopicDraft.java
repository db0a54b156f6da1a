// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.topic.TopicConfigs;
import dev.weft.provisioner.resource.ClusterSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A topic on its way to being a product of one port.
///
/// @param topic its name
/// @param seen what it is
/// @param product the product's name
/// @param port the port's name
/// @param major the port's version
/// @param producer who writes
/// @param principal the writer's principal
/// @param schema its files
/// @param compatibility the registry's rule; NONE when there is none
/// @param readers applications whose rights are those of a grant, by principal
record TopicDraft(
    String topic,
    ClusterSnapshot.Topic seen,
    String product,
    String port,
    int major,
    ApplicationName producer,
    String principal,
    SchemaFiles.Found schema,
    Compatibility compatibility,
    SortedMap<String, ApplicationName> readers) {

  private static final List<String> TEMPORARY =
      List.of("follower.replication.throttled.replicas", "leader.replication.throttled.replicas");

  /// `{port}@v{major}`.
  String local() {
    return port + "@v" + major;
  }

  /// The overrides that manifests can say; the rest stays somebody else's.
  SortedMap<String, String> sayable() {
    var sayable = new TreeMap<String, String>();
    seen.overrides()
        .forEach((key, value) -> {
          TopicConfigs.Config config = TopicConfigs.find(key);
          if (config != null
              && !TEMPORARY.contains(key)
              && TopicConfigs.normalise(config, List.of(value)).value() != null) {
            sayable.put(key, value);
          }
        });
    return sayable;
  }

  /// The product's manifest.
  ///
  /// @param cluster to be named; null when it is the environment's first
  /// @param environment the one whose settings these are; null when there is no other
  /// @param defaults configs that defaults of the mesh set; those that the topic does not override
  ///   are left to the cluster
  String manifest(@Nullable String cluster, @Nullable String environment, Set<String> defaults) {
    var text = new YamlText("DataProduct", product, topic);
    text.line("  type: source-aligned").line("  producer: " + producer).line("  ports:");
    text.line("    - name: " + port).line("      version: " + major);
    text.line("      schema: " + schema.main());
    if (!schema.references().isEmpty()) {
      text.line("      references: [" + String.join(", ", schema.references()) + "]");
    }
    if (sayable().getOrDefault("cleanup.policy", "").contains("compact")) {
      // What its keys are is nowhere to be seen; bytes is always true.
      text.line("      key: {type: bytes}");
    }
    text.line("      compatibility: " + compatibility);
    if (cluster != null) {
      text.line("      availableOn: [" + cluster + "]");
    }
    text.line("      topic:").line("        name: " + YamlText.quoted(topic));
    if (environment == null) {
      settings(text, "        ", defaults);
    } else {
      text.line("  environments:").line("    " + environment + ":").line("      ports:");
      text.line("        " + local() + ":").line("          topic:");
      settings(text, "            ", defaults);
    }
    return text.toString();
  }

  private void settings(YamlText text, String indent, Set<String> defaults) {
    text.line(indent + "adopt: true").line(indent + "partitions: " + seen.partitions());
    text.line(indent + "replication: " + seen.replication());
    SortedMap<String, String> config = sayable();
    for (String key : defaults) {
      if (!seen.overrides().containsKey(key)) {
        config.put(key, TopicConfigs.CLUSTER_DEFAULT);
      }
    }
    String retention = config.remove("retention.ms");
    if (retention != null) {
      if (retention.equals(TopicConfigs.CLUSTER_DEFAULT)) {
        config.put("retention.ms", retention);
      } else {
        text.line(indent + "retention: " + duration(Long.parseLong(retention)));
      }
    }
    String size = config.remove("retention.bytes");
    if (size != null) {
      if (size.equals(TopicConfigs.CLUSTER_DEFAULT)) {
        config.put("retention.bytes", size);
      } else {
        text.line(indent + "retentionSize: " + (size.equals("-1") ? "unlimited" : size));
      }
    }
    String cleanup = config.remove("cleanup.policy");
    if (cleanup != null) {
      if (cleanup.equals(TopicConfigs.CLUSTER_DEFAULT)) {
        config.put("cleanup.policy", cleanup);
      } else {
        text.line(indent + "cleanup: [" + cleanup.replace(",", ", ") + "]");
      }
    }
    if (!config.isEmpty()) {
      text.line(indent + "config:");
      config.forEach(
          (key, value) -> text.line(indent + "  " + key + ": " + YamlText.quoted(value)));
    }
  }

  private static String duration(long millis) {
    if (millis < 0) {
      return "unlimited";
    }
    long day = Duration.ofDays(1).toMillis();
    return millis > 0 && millis % day == 0
        ? "P" + millis / day + "D"
        : Duration.ofMillis(millis).toString();
  }

  /// The grant of a reader.
  ///
  /// @param purpose one that the domain allows
  /// @param expires last day; null when the domain sets no limit
  String grant(ApplicationName reader, String purpose, @Nullable String expires) {
    var text = new YamlText("AccessGrant", grantName(reader), reader + " reads " + topic);
    text.line("  consumer: " + reader).line("  ports: [" + local() + "]");
    text.line("  purpose: " + purpose);
    text.line("  reason: It read the topic when the topic was imported");
    if (expires != null) {
      text.line("  expires: " + expires);
    }
    return text.toString();
  }

  static String grantName(ApplicationName reader) {
    return LegalNames.plain(reader.domain() + "-" + reader.application());
  }
}
