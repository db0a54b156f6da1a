// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.topic.TopicConfigs;
import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares topic configs by their Kafka names with what Kafka takes.
final class RawConfigs {

  private RawConfigs() {}

  static List<Diagnostic> check(YamlNode.Mapping configs) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (YamlNode.Entry entry : configs.entries()) {
      TopicConfigs.Config config = TopicConfigs.find(entry.key());
      Diagnostic found = config == null ? unknown(entry) : unfit(entry, config);
      if (found != null) {
        diagnostics.add(found);
      }
    }
    return diagnostics;
  }

  private static Diagnostic unknown(YamlNode.Entry entry) {
    String removed = TopicConfigs.removed(entry.key());
    return Diagnostic.error(
        entry.keyLocation(),
        Rules.TOPIC_UNKNOWN_CONFIG,
        "Kafka has no topic config `" + ManifestChecker.shortened(entry.key()) + "`.",
        removed == null
            ? Words.didYouMean(entry.key(), TopicConfigs.names(), "topic configs")
            : removed);
  }

  private static @Nullable Diagnostic unfit(YamlNode.Entry entry, TopicConfigs.Config config) {
    List<String> values = RawValues.of(entry.value());
    TopicConfigs.Normalised value =
        values == null
            ? new TopicConfigs.Normalised(null, TopicConfigs.expected(config))
            : TopicConfigs.normalise(config, values);
    if (value.value() != null) {
      return null;
    }
    return Diagnostic.error(
        YamlNode.isNothing(entry.value()) ? entry.keyLocation() : entry.value().location(),
        Rules.TOPIC_BAD_CONFIG,
        "`%s` is %s, but %s is expected."
            .formatted(entry.key(), described(entry.value(), values), value.expected()),
        "");
  }

  private static String described(YamlNode node, @Nullable List<String> values) {
    return node instanceof YamlNode.Sequence && values != null
        ? "the list " + Words.quoted(values)
        : node.describe();
  }
}
