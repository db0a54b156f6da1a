// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.link.confluent.ConfluentApi.ClusterLink;
import dev.weft.provisioner.link.confluent.ConfluentApi.MirrorTopic;
import dev.weft.provisioner.link.confluent.ConfluentApi.Status;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Mirrors by Confluent Cluster Linking: one cluster link for each source, named `weft-SOURCE`,
/// with a mirror topic for each topic.
///
/// Whatever is under a link of such a name is Weft's; other links are somebody else's and never
/// touched. A mirror topic that was stopped, by a promotion or a failover, is an ordinary topic.
public final class ConfluentLinks implements LinkDriver {

  private static final String PREFIX = "weft-";

  private final String target;
  private final ConfluentAccess access;
  private final ConfluentApi api;
  private final MirrorWork work;

  /// A driver that connects when it is first asked something.
  ///
  /// @param target the cluster that receives, by the name manifests use
  public ConfluentLinks(String target, ConfluentAccess access) {
    this(target, access, Patience.USUAL);
  }

  ConfluentLinks(String target, ConfluentAccess access, Patience patience) {
    this.target = target;
    this.access = access;
    this.api = new ConfluentApi(access);
    this.work = new MirrorWork(api, access, patience);
  }

  /// The name of the link from a cluster.
  static String linkOf(String source) {
    return PREFIX + source;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public boolean makesTopics() {
    return true;
  }

  @Override
  public LinkSnapshot observe() {
    try {
      Map<String, Ours> ours = ours();
      Map<ResourceKey.Mirror, LinkSnapshot.Mirror> mirrors = new HashMap<>();
      Map<String, String> foreign = new HashMap<>();
      for (MirrorTopic topic : api.mirrors()) {
        Ours link = ours.get(topic.link());
        if (topic.status() == Status.STOPPED) {
          continue;
        }
        if (link == null) {
          foreign.put(topic.topic(), topic.link());
        } else {
          mirrors.put(key(topic), mirror(link, topic));
        }
      }
      return new LinkSnapshot(target, mirrors, foreign);
    } catch (ConfluentException e) {
      throw new ObservationException(e.text(), e);
    }
  }

  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    Map<String, String> refusals = new TreeMap<>();
    try {
      for (PlannedChange planned : changes) {
        if (planned.change()
            instanceof Change.CreateMirror(ResourceKey.Mirror key, String source)) {
          refusal(key, source).ifPresent(text -> refusals.put(planned.id(), text));
        }
      }
      return refusals;
    } catch (ConfluentException e) {
      throw new ObservationException(e.text(), e);
    }
  }

  private Optional<String> refusal(ResourceKey.Mirror key, String source) {
    if (!access.sources().containsKey(source)) {
      return Optional.of(
          "The configuration does not say how a link reaches `%s`. Add `links.%s.source.%s.bootstrap.servers`."
              .formatted(source, target, source));
    }
    if (api.hasTopic(key.topic())) {
      return Optional.of(
          "Topic `%s` is on `%s` already, and a cluster link fills only topics that it makes itself. Delete or rename the one that is there, once nobody needs its records."
              .formatted(key.topic(), target));
    }
    return Optional.empty();
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    for (PlannedChange planned : changes) {
      report.requireTurn();
      report.accept(planned, outcome(planned.change()));
    }
  }

  private Outcome outcome(Change change) {
    try {
      return work.make(change);
    } catch (ConfluentException e) {
      return e.outcome();
    }
  }

  @Override
  public SortedMap<ResourceKey.Mirror, Long> lag(Set<ResourceKey.Mirror> mirrors) {
    try {
      Set<String> ours =
          access.sources().keySet().stream()
              .map(ConfluentLinks::linkOf)
              .collect(Collectors.toSet());
      SortedMap<ResourceKey.Mirror, Long> lags =
          new TreeMap<>(Comparator.comparing(ResourceKey.Mirror::text));
      for (MirrorTopic topic : api.mirrors()) {
        Long lag = topic.lag();
        if (lag != null && ours.contains(topic.link()) && mirrors.contains(key(topic))) {
          lags.put(key(topic), lag);
        }
      }
      return lags;
    } catch (ConfluentException e) {
      throw new ObservationException(e.text(), e);
    }
  }

  private ResourceKey.Mirror key(MirrorTopic topic) {
    return new ResourceKey.Mirror(target, topic.topic());
  }

  /// A link of ours that is there.
  ///
  /// @param differences names of its configs that are not as wanted
  private record Ours(String source, String error, SortedSet<String> differences) {}

  private Map<String, Ours> ours() {
    Map<String, Ours> ours = new HashMap<>();
    Map<String, String> errors =
        api.links().stream().collect(Collectors.toMap(ClusterLink::name, ClusterLink::error));
    for (String source : access.sources().keySet()) {
      String error = errors.get(linkOf(source));
      if (error != null) {
        ours.put(linkOf(source), new Ours(source, error, work.differences(source)));
      }
    }
    return ours;
  }

  private static LinkSnapshot.Mirror mirror(Ours link, MirrorTopic topic) {
    SortedSet<String> differences = new TreeSet<>(link.differences());
    if (!topic.source().equals(topic.topic())) {
      differences.add("source_topic_name");
    }
    LinkSnapshot.State state =
        switch (topic.status()) {
          case ACTIVE -> LinkSnapshot.State.RUNNING;
          // The link goes on by itself as soon as it reaches the source again.
          case SOURCE_UNAVAILABLE,
              PENDING_MIRROR,
              PENDING_SYNCHRONIZE,
              PENDING_SETUP_FOR_RESTORE,
              PENDING_RESTORE ->
              LinkSnapshot.State.STARTING;
          case PAUSED, LINK_PAUSED -> LinkSnapshot.State.PAUSED;
          case PENDING_STOPPED, STOPPED -> LinkSnapshot.State.STOPPED;
          case FAILED, LINK_FAILED -> LinkSnapshot.State.FAILED;
        };
    String status = topic.status() == Status.ACTIVE ? "" : topic.status().name();
    String detail = link.error().isEmpty() ? status : link.error();
    return new LinkSnapshot.Mirror(link.source(), state, detail, differences);
  }

  @Override
  public void close() {
    api.close();
  }
}
