// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.usage;

import dev.weft.model.event.Measurement;
import dev.weft.model.event.PortState;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.driver.UseReader.Content;
import dev.weft.provisioner.driver.UseReader.TopicContents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Measures what ports hold, some at a time, so that a mesh of any size costs the same: each round
/// goes on where the one before ended. Remembers what it saw, to know rates. Not to be used by
/// several threads at once.
public final class PortStates {

  /// Topics of a cluster in one round.
  private static final int SAMPLE = 500;

  private final int size;
  private final Map<String, String> cursors = new HashMap<>();
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(Instant at, long end) {}

  /// Rounds of a size that every cluster can bear.
  public PortStates() {
    this(SAMPLE);
  }

  /// @param size most topics of a cluster in one round
  PortStates(int size) {
    this.size = size;
  }

  /// The topics to look at in this round, by cluster, with the URNs of their ports.
  ///
  /// @param mesh as it is now; ports that are gone are forgotten
  public SortedMap<String, SortedMap<String, String>> next(EnvironmentMesh mesh) {
    SortedMap<String, SortedMap<String, String>> all = new TreeMap<>();
    mesh.products()
        .forEach(product ->
            product
                .ports()
                .forEach(port ->
                    port.clusters()
                        .forEach(cluster ->
                            all.computeIfAbsent(cluster, _ -> new TreeMap<>())
                                .put(port.topic().name(), port.name().urn()))));
    cursors.keySet().retainAll(all.keySet());
    forget(all);
    SortedMap<String, SortedMap<String, String>> sample = new TreeMap<>();
    all.forEach((cluster, topics) -> sample.put(cluster, sample(cluster, topics)));
    return sample;
  }

  private SortedMap<String, String> sample(String cluster, SortedMap<String, String> topics) {
    if (topics.size() <= size) {
      return topics;
    }
    String cursor = cursors.getOrDefault(cluster, "");
    SortedMap<String, String> sample = new TreeMap<>();
    SortedMap<String, String> rest = topics.tailMap(cursor + "\0");
    for (SortedMap<String, String> part : List.of(rest, topics)) {
      for (Map.Entry<String, String> topic : part.entrySet()) {
        if (sample.size() < size && sample.putIfAbsent(topic.getKey(), topic.getValue()) == null) {
          cursors.put(cluster, topic.getKey());
        }
      }
    }
    return sample;
  }

  private void forget(SortedMap<String, SortedMap<String, String>> all) {
    SortedSet<String> keys = new TreeSet<>();
    all.forEach((cluster, topics) -> topics.values().forEach(urn -> keys.add(urn + "@" + cluster)));
    seen.keySet().retainAll(keys);
  }

  /// What was measured.
  ///
  /// @param sample what [#next] said
  /// @param readings of the clusters that could be read
  public List<Measurement> measure(
      SortedMap<String, SortedMap<String, String>> sample, Collection<TopicContents> readings) {
    List<Measurement> measurements = new ArrayList<>();
    for (TopicContents reading : readings) {
      sample
          .getOrDefault(reading.cluster(), new TreeMap<>())
          .forEach((topic, urn) -> {
            Content content = reading.topics().get(topic);
            if (content != null) {
              measurements.add(state(urn, reading, content));
            }
          });
    }
    return List.copyOf(measurements);
  }

  private PortState state(String urn, TopicContents reading, Content content) {
    String key = urn + "@" + reading.cluster();
    Seen before = seen.put(key, new Seen(reading.readAt(), content.end()));
    return new PortState(
        urn,
        reading.cluster(),
        reading.readAt(),
        content.begin(),
        content.end(),
        content.oldestAt(),
        content.newestAt(),
        content.bytes(),
        rate(before, reading.readAt(), content.end()));
  }

  /// A topic that was made anew begins again at nothing, which is no rate.
  private static @Nullable Double rate(@Nullable Seen before, Instant at, long end) {
    if (before == null || !at.isAfter(before.at()) || end < before.end()) {
      return null;
    }
    return (end - before.end()) * 1000.0 / Duration.between(before.at(), at).toMillis();
  }
}
