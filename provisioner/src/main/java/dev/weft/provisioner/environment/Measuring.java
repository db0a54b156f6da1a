// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.environment;

import dev.weft.model.event.Measurement;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.UseReader.TopicContents;
import dev.weft.provisioner.driver.UseReader.TopicUse;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.publish.PublishReport;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.usage.GrantUses;
import dev.weft.provisioner.usage.LinkLags;
import dev.weft.provisioner.usage.PortStates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Looks what grants, links and ports do, and tells others. Whoever asks may ask as often as he
/// likes: looking at everything happens once a minute.
final class Measuring {

  private static final Duration RARELY = Duration.ofMinutes(1);

  private final Connections connections;
  private final Clock clock;
  private final PortStates portStates = new PortStates();
  private @Nullable Instant usesMeasuredAt;
  private @Nullable Instant portsMeasuredAt;

  Measuring(Connections connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  PublishReport use(EnvironmentMesh mesh) {
    Instant now = clock.instant();
    boolean isWhole = isDue(usesMeasuredAt, now);
    ControlPlaneLog log = connections.log(mesh);
    var unreadable = new TreeMap<String, String>();
    GrantUses uses =
        isWhole
            ? new GrantUses(mesh)
            : new GrantUses(mesh, GrantUses.fresh(log.documents().status().values(), now));
    SortedMap<String, TopicUse> readings =
        read(
            uses.questions(),
            (cluster, question) ->
                connections.uses(cluster).use(question.groupPrefixes(), question.topics()),
            unreadable);
    DocumentChanges written =
        log.publish(mesh.environment(), there -> uses.changes(readings.values(), there));
    if (!isWhole) {
      return new PublishReport(List.of(written), unreadable);
    }
    DocumentChanges behind = links(mesh, unreadable);
    usesMeasuredAt = now;
    return new PublishReport(List.of(written, behind), unreadable);
  }

  private DocumentChanges links(EnvironmentMesh mesh, SortedMap<String, String> unreadable) {
    var lags = new LinkLags(mesh);
    SortedMap<String, LinkDriver> links = connections.links(mesh);
    SortedMap<String, Set<ResourceKey.Mirror>> questions = lags.questions();
    // Without a driver there is nothing to measure; the pass says that it is not configured.
    questions.keySet().retainAll(links.keySet());
    if (questions.isEmpty()) {
      return DocumentChanges.NONE;
    }
    Instant at = clock.instant();
    SortedMap<String, SortedMap<ResourceKey.Mirror, Long>> measured =
        read(
            questions,
            (target, mirrors) -> Objects.requireNonNull(links.get(target)).lag(mirrors),
            unreadable);
    return connections.log(mesh).publish(mesh.environment(), _ -> lags.changes(measured, at));
  }

  PublishReport ports(EnvironmentMesh mesh) {
    Instant now = clock.instant();
    if (!isDue(portsMeasuredAt, now)) {
      return new PublishReport(List.of(), new TreeMap<>());
    }
    portsMeasuredAt = now;
    var unreadable = new TreeMap<String, String>();
    SortedMap<String, SortedMap<String, String>> sample = portStates.next(mesh);
    SortedMap<String, TopicContents> readings =
        read(
            sample,
            (cluster, topics) -> connections.uses(cluster).contents(topics.keySet()),
            unreadable);
    List<Measurement> measured = portStates.measure(sample, readings.values());
    DocumentChanges written =
        connections
            .log(mesh)
            .publish(mesh.environment(), _ -> DocumentChanges.ofMeasurements(measured));
    return new PublishReport(List.of(written), unreadable);
  }

  private static boolean isDue(@Nullable Instant before, Instant now) {
    return before == null || Duration.between(before, now).abs().compareTo(RARELY) >= 0;
  }

  /// Asks each cluster; one that cannot be read does not keep the others from being asked.
  static <Q, A> SortedMap<String, A> read(
      Map<String, Q> questions,
      BiFunction<String, Q, A> reading,
      SortedMap<String, String> unreadable) {
    SortedMap<String, A> answers = new TreeMap<>();
    questions.forEach((cluster, question) -> {
      try {
        answers.put(cluster, reading.apply(cluster, question));
      } catch (ObservationException e) {
        unreadable.put(cluster, String.valueOf(e.getMessage()));
      }
    });
    return answers;
  }
}
