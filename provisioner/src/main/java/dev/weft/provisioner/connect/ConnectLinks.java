// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import dev.weft.provisioner.connect.Connectors.Connector;
import dev.weft.provisioner.deployment.Link;
import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.driver.UseReader.Extent;
import dev.weft.provisioner.driver.UseReader.Place;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Copies topics by MirrorMaker 2 on a Kafka Connect worker that belongs to the target.
///
/// Each domain has a connector for each cluster that its topics come from; it names its topics one
/// by one. One more connector for each source brings the places of consumer groups along. The
/// topics on the target are made and kept by Weft like any other.
public final class ConnectLinks implements LinkDriver {

  private final String target;
  private final ConnectorSettings settings;
  private final Extents extents;
  private final Patience patience;
  private final ConnectHttp http;
  private final Connectors connectors;

  /// Reads where the partitions of topics begin and end.
  public interface Extents {

    /// @param cluster the name manifests use
    /// @param topics those that matter; what does not exist is left out
    /// @throws ObservationException when any part could not be read
    Map<Place, Extent> of(String cluster, Set<String> topics);
  }

  /// A driver that connects when it is first asked something.
  ///
  /// @param environment part of the connectors' names, so that environments may share workers
  public ConnectLinks(String environment, Link link, Extents extents) {
    this(environment, link, extents, Patience.STANDARD);
  }

  ConnectLinks(String environment, Link link, Extents extents, Patience patience) {
    this.target = link.target();
    this.settings = new ConnectorSettings(environment, link);
    this.extents = extents;
    this.patience = patience;
    this.http = new ConnectHttp(link.url(), link.login(), patience);
    this.connectors = new Connectors(http);
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public boolean makesTopics() {
    return false;
  }

  /// What is about to run gets a moment: workers share out their work whenever a connector changes.
  @Override
  public LinkSnapshot observe() {
    return reading(() -> {
      long deadline = Patience.deadline(patience.settle());
      while (true) {
        LinkSnapshot snapshot = observed().snapshot(connectors::assigned);
        boolean isSettling =
            snapshot.mirrors().values().stream()
                .anyMatch(mirror -> mirror.state() == LinkSnapshot.State.STARTING);
        if (!isSettling || !patience.pause(deadline)) {
          return snapshot;
        }
      }
    });
  }

  private Observed observed() {
    return new Observed(target, settings, connectors.all());
  }

  /// A mirror that begins copies all that its source holds; so what the target holds must be known
  /// to have come by the same connector, which then goes on where it ended.
  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    Map<String, String> refusals = new HashMap<>();
    Map<String, PlannedChange> begins = new TreeMap<>();
    for (PlannedChange planned : changes) {
      if (planned.change() instanceof Change.CreateMirror create) {
        if (settings.knows(create.source())) {
          begins.put(create.resource().topic(), planned);
        } else {
          refusals.put(
              planned.id(),
              "The worker was not told how to reach cluster `%s`: add `links.%s.source.%s.bootstrap.servers` to the deployment's configuration."
                  .formatted(create.source(), target, create.source()));
        }
      }
    }
    if (!begins.isEmpty()) {
      reading(() -> {
        doubled(begins, refusals);
        return true;
      });
    }
    return refusals;
  }

  private void doubled(Map<String, PlannedChange> begins, Map<String, String> refusals) {
    Map<Place, Extent> held = new HashMap<>(extents.of(target, begins.keySet()));
    held.values().removeIf(extent -> extent.end() == 0);
    Map<String, Map<Place, Long>> byConnector = new HashMap<>();
    begins.forEach((topic, planned) -> {
      List<Map.Entry<Place, Extent>> full =
          held.entrySet().stream().filter(entry -> entry.getKey().topic().equals(topic)).toList();
      if (!full.isEmpty() && planned.change() instanceof Change.CreateMirror create) {
        Map<Place, Long> copied =
            byConnector.computeIfAbsent(
                settings.mirror(create.source(), planned.owner().domain()), connectors::copied);
        if (!full.stream().map(Map.Entry::getKey).allMatch(copied::containsKey)) {
          long records =
              full.stream()
                  .mapToLong(each -> each.getValue().end() - each.getValue().begin())
                  .sum();
          refusals.put(
              planned.id(),
              "Topic `%s` of cluster `%s` holds %d records that this link did not copy; it would add all records of `%s` to them. Delete the topic by name first, or give the port a new major version."
                  .formatted(topic, target, records, create.source()));
        }
      }
    });
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    new MirrorWork(http, connectors, settings, patience, this::observed, this::lag)
        .make(changes, report);
  }

  @Override
  public SortedMap<ResourceKey.Mirror, Long> lag(Set<ResourceKey.Mirror> mirrors) {
    return reading(() -> behind(mirrors));
  }

  private SortedMap<ResourceKey.Mirror, Long> behind(Set<ResourceKey.Mirror> mirrors) {
    Observed observed = observed();
    Map<String, Set<String>> bySource = new TreeMap<>();
    Map<Place, Long> copied = new HashMap<>();
    Set<String> asked = new HashSet<>();
    SortedMap<ResourceKey.Mirror, Long> behind = new TreeMap<>();
    for (ResourceKey.Mirror mirror : mirrors) {
      Connector carrier = observed.carrier(mirror.topic());
      if (carrier != null) {
        bySource
            .computeIfAbsent(carrier.setting(ConnectorSettings.SOURCE), _ -> new HashSet<>())
            .add(mirror.topic());
        if (asked.add(carrier.name())) {
          copied.putAll(connectors.copied(carrier.name()));
        }
      }
    }
    // Ends after what was copied: a mirror must not seem to be ahead of its source.
    bySource.forEach((source, topics) ->
        extents
            .of(source, topics)
            .forEach((place, extent) -> {
              long next = Math.max(copied.getOrDefault(place, -1L) + 1, extent.begin());
              behind.merge(
                  new ResourceKey.Mirror(target, place.topic()),
                  Math.max(0, extent.end() - next),
                  Long::sum);
            }));
    return behind;
  }

  private static <T> T reading(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConnectFailure e) {
      throw new ObservationException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
