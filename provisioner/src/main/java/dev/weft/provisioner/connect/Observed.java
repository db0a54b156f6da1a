// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import dev.weft.provisioner.connect.Connectors.Connector;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.LinkSnapshot.Mirror;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What connectors mean for mirrors.
final class Observed {

  private static final String CHECKPOINT = "checkpoint.";

  private final String target;
  private final ConnectorSettings settings;
  private final SortedMap<String, Connector> connectors;
  private final SortedMap<String, Connector> ours = new TreeMap<>();
  private final Map<String, Connector> carriers = new HashMap<>();

  Observed(String target, ConnectorSettings settings, SortedMap<String, Connector> connectors) {
    this.target = target;
    this.settings = settings;
    this.connectors = connectors;
    for (Connector each : connectors.values()) {
      if (settings.isOurs(each.name())
          && each.setting(ConnectorSettings.CLASS).equals(ConnectorSettings.SOURCE_CONNECTOR)) {
        ours.put(each.name(), each);
        topics(each).forEach(topic -> carriers.putIfAbsent(topic, each));
      }
    }
  }

  /// A connector by name, whoever made it.
  @Nullable Connector connector(String name) {
    return connectors.get(name);
  }

  /// Our connector that copies a topic, or null.
  @Nullable Connector carrier(String topic) {
    return carriers.get(topic);
  }

  /// The topics that a connector of ours copies; what somebody else wrote there is none.
  static SortedSet<String> topics(Connector connector) {
    return TopicList.parse(connector.config().get(ConnectorSettings.TOPICS))
        .orElseGet(TreeSet::new);
  }

  /// Everything that our connectors copy from one cluster.
  SortedSet<String> topicsFrom(String source) {
    SortedSet<String> topics = new TreeSet<>();
    ours.values().stream()
        .filter(each -> each.setting(ConnectorSettings.SOURCE).equals(source))
        .forEach(each -> topics.addAll(topics(each)));
    return topics;
  }

  /// @param copied tells what a connector copies at the moment; asked about those of others only
  LinkSnapshot snapshot(Function<String, Set<String>> copied) {
    Map<ResourceKey.Mirror, Mirror> mirrors = new HashMap<>();
    carriers.forEach(
        (topic, carrier) -> mirrors.put(new ResourceKey.Mirror(target, topic), mirror(carrier)));
    Map<String, String> foreign = new HashMap<>();
    for (Connector other : connectors.values()) {
      if (isForeign(other)) {
        copied.apply(other.name()).forEach(topic -> foreign.putIfAbsent(topic, other.name()));
      }
    }
    return new LinkSnapshot(target, mirrors, foreign);
  }

  /// Whether a connector of somebody else copies topics under their own names.
  private boolean isForeign(Connector connector) {
    return !ours.containsKey(connector.name())
        && connector.setting(ConnectorSettings.CLASS).equals(ConnectorSettings.SOURCE_CONNECTOR)
        && connector.setting(ConnectorSettings.POLICY).equals(ConnectorSettings.IDENTITY);
  }

  private Mirror mirror(Connector carrier) {
    String source = carrier.setting(ConnectorSettings.SOURCE);
    SortedSet<String> differences =
        differences(carrier.config(), settings.mirror(carrier.name(), source, topics(carrier)));
    State state =
        carrier.state() == State.RUNNING && carrier.tasks() == 0 ? State.STARTING : carrier.state();
    String detail = carrier.detail();
    Connector places = connectors.get(settings.checkpoint(source));
    if (places == null) {
      differences.add(CHECKPOINT + "name");
    } else {
      differences(places.config(), settings.checkpoint(source, topicsFrom(source)))
          .forEach(name -> differences.add(CHECKPOINT + name));
      if (state == State.RUNNING && places.state() != State.RUNNING) {
        state = places.state();
        detail = places.detail();
      }
    }
    return new Mirror(source, state, detail, differences);
  }

  /// Names of settings that are not as they should be.
  static SortedSet<String> differences(
      SortedMap<String, String> seen, SortedMap<String, String> wanted) {
    SortedSet<String> names = new TreeSet<>(seen.keySet());
    names.addAll(wanted.keySet());
    names.removeIf(name -> Objects.equals(seen.get(name), wanted.get(name)));
    return names;
  }
}
