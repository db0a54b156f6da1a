// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.usage;

import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.GrantUse;
import dev.weft.model.event.Measurement;
import dev.weft.model.event.PortTraffic;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.name.PortName;
import dev.weft.provisioner.driver.UseReader.Extent;
import dev.weft.provisioner.driver.UseReader.Place;
import dev.weft.provisioner.driver.UseReader.TopicUse;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.log.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What to look at to know how grants are used, and what follows from what was seen.
public final class GrantUses {

  /// For so long somebody who was given access may be trying it out.
  private static final Duration SHORT_WHILE = Duration.ofMinutes(15);

  /// Most of them that are looked at again and again.
  private static final int MOST = 100;

  private final SortedMap<String, List<Granted>> byCluster = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, PortName>> ports = new TreeMap<>();

  /// An active grant with its topics on one cluster.
  private record Granted(String id, String prefix, SortedSet<String> topics) {}

  /// Where to look.
  ///
  /// @param groupPrefixes what the names of the consumers' groups begin with
  /// @param topics the granted topics
  public record Question(SortedSet<String> groupPrefixes, SortedSet<String> topics) {}

  /// The active grants of a mesh.
  public GrantUses(EnvironmentMesh mesh) {
    this(mesh, mesh.grants());
  }

  /// Some of the active grants of a mesh.
  ///
  /// @param ids of grants
  public GrantUses(EnvironmentMesh mesh, Set<String> ids) {
    this(
        mesh,
        ids.isEmpty()
            ? List.of()
            : mesh.grants().stream().filter(grant -> ids.contains(id(grant))).toList());
  }

  private GrantUses(EnvironmentMesh mesh, List<Grant> grants) {
    if (grants.isEmpty()) {
      return;
    }
    Map<PortName, Port> known = new HashMap<>();
    mesh.products()
        .forEach(product -> product.ports().forEach(port -> known.put(port.name(), port)));
    for (Grant grant : grants) {
      if (grant.state() == Grant.State.ACTIVE) {
        granted(grant, known)
            .forEach((cluster, topics) ->
                byCluster
                    .computeIfAbsent(cluster, _ -> new ArrayList<>())
                    .add(new Granted(id(grant), grant.consumer().prefix(), topics)));
      }
    }
  }

  private static String id(Grant grant) {
    return grant.product() + "/" + grant.name();
  }

  /// Grants that were given or first used a short while ago; the newest hundred of them.
  ///
  /// @return their ids
  public static Set<String> fresh(Collection<StatusDocument> there, Instant now) {
    return there.stream()
        .filter(GrantStatus.class::isInstance)
        .map(GrantStatus.class::cast)
        .filter(grant -> isFresh(grant, now))
        .sorted(Comparator.comparing(GrantStatus::writtenAt, Comparator.reverseOrder()))
        .limit(MOST)
        .map(GrantStatus::id)
        .collect(Collectors.toSet());
  }

  /// Whether somebody who was given access a short while ago has not used it yet.
  public static boolean isAwaited(Collection<StatusDocument> there, Instant now) {
    return there.stream()
        .anyMatch(document ->
            document instanceof GrantStatus grant
                && grant.firstUsedAt() == null
                && isFresh(grant, now));
  }

  private static boolean isFresh(GrantStatus grant, Instant now) {
    Instant written = grant.writtenAt();
    Instant used = grant.firstUsedAt();
    Instant since = used == null ? written : used;
    return written != null
        && since != null
        && grant.endedAt() == null
        && since.isAfter(now.minus(SHORT_WHILE));
  }

  private SortedMap<String, SortedSet<String>> granted(Grant grant, Map<PortName, Port> known) {
    SortedMap<String, SortedSet<String>> topics = new TreeMap<>();
    for (PortName name : grant.ports()) {
      Port port = known.get(name);
      if (port != null && !port.clusters().isEmpty()) {
        String cluster = port.clusters().getFirst();
        topics.computeIfAbsent(cluster, _ -> new TreeSet<>()).add(port.topic().name());
        ports.computeIfAbsent(cluster, _ -> new TreeMap<>()).put(port.topic().name(), name);
      }
    }
    return topics;
  }

  /// What to read, by cluster; a cluster without any grant is absent.
  public SortedMap<String, Question> questions() {
    SortedMap<String, Question> questions = new TreeMap<>();
    byCluster.forEach((cluster, grants) -> {
      var question = new Question(new TreeSet<>(), new TreeSet<>());
      for (Granted grant : grants) {
        question.groupPrefixes().add(grant.prefix());
        question.topics().addAll(grant.topics());
      }
      questions.put(cluster, question);
    });
    return questions;
  }

  /// What to write after reading; a function of its arguments only.
  ///
  /// @param readings of the clusters that could be read
  /// @param there the documents in the log; a grant that has no status yet gets none here
  public DocumentChanges changes(Collection<TopicUse> readings, Documents there) {
    List<StatusDocument> status = new ArrayList<>();
    List<Measurement> measurements = new ArrayList<>();
    for (TopicUse reading : readings) {
      for (Granted grant : byCluster.getOrDefault(reading.cluster(), List.of())) {
        Progress progress = progress(grant, reading);
        if (progress.groups() > 0) {
          measurements.add(
              new GrantUse(
                  grant.id(),
                  reading.cluster(),
                  reading.readAt(),
                  progress.groups(),
                  progress.position(),
                  progress.lag()));
        }
        String key = GrantStatus.key(grant.id(), reading.cluster());
        if (there.status().get(key) instanceof GrantStatus before && before.endedAt() == null) {
          GrantStatus now = next(before, progress, reading.readAt());
          if (!now.equals(before)) {
            status.add(now);
          }
        }
      }
      traffic(reading, measurements);
    }
    return new DocumentChanges(List.of(), new TreeSet<>(), status, new TreeSet<>(), measurements);
  }

  private void traffic(TopicUse reading, List<Measurement> measurements) {
    SortedMap<String, Long> ends = new TreeMap<>();
    reading
        .extents()
        .forEach((place, extent) -> ends.merge(place.topic(), extent.end(), Long::sum));
    SortedMap<String, PortName> names = ports.getOrDefault(reading.cluster(), new TreeMap<>());
    ends.forEach((topic, end) -> {
      PortName name = names.get(topic);
      if (name != null) {
        measurements.add(new PortTraffic(name.urn(), reading.cluster(), reading.readAt(), end));
      }
    });
  }

  /// How far all groups of a consumer have come together.
  record Progress(int groups, long position, long lag) {}

  private static Progress progress(Granted grant, TopicUse reading) {
    int groups = 0;
    long position = 0;
    long lag = 0;
    for (Map.Entry<String, Map<Place, Long>> group : reading.committed().entrySet()) {
      if (!group.getKey().startsWith(grant.prefix())) {
        continue;
      }
      boolean isReading = false;
      for (Map.Entry<Place, Long> offset : group.getValue().entrySet()) {
        Extent extent = reading.extents().get(offset.getKey());
        if (extent != null && grant.topics().contains(offset.getKey().topic())) {
          isReading = true;
          position += offset.getValue();
          // What is deleted already cannot be read any more.
          lag += Math.max(0, extent.end() - Math.max(offset.getValue(), extent.begin()));
        }
      }
      groups += isReading ? 1 : 0;
    }
    return new Progress(groups, position, lag);
  }

  static GrantStatus next(GrantStatus before, Progress progress, Instant at) {
    Instant first = before.firstUsedAt();
    Instant last = before.lastUsedAt();
    if (progress.groups() == 0) {
      // The offsets of a group that is idle for long expire; that it was used stays true.
      return before.withUse(first, last, null, null);
    }
    Long position = before.position();
    boolean isMoving = position == null || position != progress.position();
    return before.withUse(
        first == null ? at : first,
        isMoving || last == null ? at : last,
        progress.position(),
        progress.lag());
  }
}
