// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.log.LogWriteException;
import dev.weft.provisioner.log.WriterFencedException;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The changes of one server, made one stage after the other.
final class Lane {

  /// How many changes are intended and recorded at once. Each batch costs a few transactions of the
  /// log; drivers cut it further to what their servers take.
  private static final int BATCH = 2000;

  private final Server server;
  private final Recorder recorder;

  /// What a lane needs of a driver.
  interface Server {
    void apply(List<PlannedChange> changes, Reporter report);
  }

  private final @Nullable ClusterDriver cluster;

  Lane(Server server, @Nullable ClusterDriver cluster, Recorder recorder) {
    this.server = server;
    this.cluster = cluster;
    this.recorder = recorder;
  }

  /// Makes the changes, which are in order.
  void run(List<PlannedChange> changes) {
    for (Stage stage : Stage.values()) {
      List<PlannedChange> ofStage =
          changes.stream().filter(planned -> Stage.of(planned.change()) == stage).toList();
      for (List<PlannedChange> wave : waves(ofStage)) {
        for (int from = 0; from < wave.size(); from += BATCH) {
          batch(stage, wave.subList(from, Math.min(from + BATCH, wave.size())));
        }
      }
    }
  }

  /// Changes of one stage that build on each other, such as schemas that refer to others, are sent
  /// one wave after the other, so that those behind a failure are never sent.
  private static List<List<PlannedChange>> waves(List<PlannedChange> changes) {
    Map<String, Integer> waveOf = new HashMap<>();
    List<List<PlannedChange>> waves = new ArrayList<>();
    for (PlannedChange planned : changes) {
      int wave = 0;
      for (String id : planned.after()) {
        wave = Math.max(wave, waveOf.getOrDefault(id, -1) + 1);
      }
      waveOf.put(planned.id(), wave);
      if (wave == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(planned);
    }
    return waves;
  }

  private void batch(Stage stage, List<PlannedChange> changes) {
    if (recorder.isStopWanted()) {
      changes.forEach(
          planned -> recorder.outcome(planned, new Outcome.Skipped("The run was stopped.")));
      return;
    }
    List<PlannedChange> ready = new ArrayList<>();
    for (PlannedChange planned : changes) {
      String obstacle = obstacle(planned);
      if (obstacle == null) {
        ready.add(planned);
      } else {
        recorder.outcome(planned, new Outcome.Skipped(obstacle));
      }
    }
    if (ready.isEmpty()) {
      return;
    }
    if (stage.isBookkeeping()) {
      ready.forEach(planned -> recorder.outcome(planned, new Outcome.Applied()));
      recorder.record(ready, Map.of());
      return;
    }
    recorder.intend(ready);
    send(ready);
    recorder.record(ready, topicIds(ready));
  }

  private @Nullable String obstacle(PlannedChange planned) {
    for (String id : planned.after()) {
      Outcome earlier = recorder.outcome(id);
      if (earlier == null || !earlier.isSuccess()) {
        return "It builds on `%s`, which did not succeed.".formatted(id);
      }
    }
    return null;
  }

  /// A driver that breaks down fails its own changes and nobody else's. They may have been sent, so
  /// that the journal keeps their intents for the next run to look at.
  private void send(List<PlannedChange> ready) {
    String silence = "The driver ended without saying what became of it; the next run looks.";
    try {
      server.apply(ready, recorder.reporter());
    } catch (WriterFencedException | LogWriteException e) {
      // Nothing can be recorded any more; the journal keeps the intents.
      throw e;
    } catch (RuntimeException e) {
      silence = "The driver broke down (%s); the next run looks.".formatted(e);
    }
    for (PlannedChange planned : ready) {
      recorder.outcome(planned, new Outcome.Unknown(silence));
    }
  }

  /// Ids tell our topic from one that somebody makes under its name later. Where they cannot be
  /// read now, the next plan notices that the inventory lacks them.
  private Map<String, String> topicIds(List<PlannedChange> tried) {
    Set<String> names = new TreeSet<>();
    for (PlannedChange planned : tried) {
      Outcome outcome = recorder.outcome(planned.id());
      if (planned.change() instanceof Change.CreateTopic create
          && outcome != null
          && outcome.isSuccess()) {
        names.add(create.resource().name());
      }
    }
    if (names.isEmpty() || cluster == null) {
      return Map.of();
    }
    try {
      return cluster.topicIds(names);
    } catch (ObservationException e) {
      return Map.of();
    }
  }
}
