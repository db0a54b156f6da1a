// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.connect.Connectors.Connector;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.LinkSnapshot.Mirror;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Changes of mirrors to calls of Kafka Connect. Changes of one connector become one new
/// configuration, since each makes the connector begin anew.
final class MirrorWork {

  /// What a worker says may be what was before a connector began anew, for a moment.
  private static final int FAILURES = 10;

  private static final int LOOKS = 3;

  private final ConnectHttp http;
  private final Connectors connectors;
  private final ConnectorSettings settings;
  private final Patience patience;
  private final Supplier<Observed> look;
  private final Function<Set<ResourceKey.Mirror>, SortedMap<ResourceKey.Mirror, Long>> lag;

  /// @param look reads all connectors
  /// @param lag measures how far mirrors are behind
  MirrorWork(
      ConnectHttp http,
      Connectors connectors,
      ConnectorSettings settings,
      Patience patience,
      Supplier<Observed> look,
      Function<Set<ResourceKey.Mirror>, SortedMap<ResourceKey.Mirror, Long>> lag) {
    this.http = http;
    this.connectors = connectors;
    this.settings = settings;
    this.patience = patience;
    this.look = look;
    this.lag = lag;
  }

  /// What is wanted of one connector.
  private static final class Task {
    private final String name;
    private final String source;
    private final SortedSet<String> begin = new TreeSet<>();
    private final SortedSet<String> end = new TreeSet<>();
    private final List<PlannedChange> changes = new ArrayList<>();

    Task(String name, String source) {
      this.name = name;
      this.source = source;
    }
  }

  void make(List<PlannedChange> changes, Reporter report) {
    Observed before;
    try {
      before = look.get();
    } catch (ConnectFailure e) {
      // Nothing was sent.
      changes.forEach(planned -> report.accept(planned, notDone(e)));
      return;
    }
    Map<String, Task> tasks = new TreeMap<>();
    for (PlannedChange planned : changes) {
      Outcome early = add(planned, before, tasks);
      if (early != null) {
        report.accept(planned, early);
      }
    }
    for (Task task : tasks.values()) {
      report.requireTurn();
      Outcome outcome = outcome(task, before);
      task.changes.forEach(planned -> report.accept(planned, outcome));
    }
  }

  /// @return an outcome when there is nothing to send
  private @Nullable Outcome add(PlannedChange planned, Observed before, Map<String, Task> tasks) {
    return switch (planned.change()) {
      case Change.CreateMirror create ->
          begin(planned, create.resource(), create.source(), before, tasks);
      case Change.RestoreMirror restore ->
          begin(planned, restore.resource(), restore.source(), before, tasks);
      case Change.RemoveMirror remove -> end(planned, remove.resource(), before, tasks);
      case Change.PromoteMirror promote -> {
        Outcome obstacle = catchUp(promote.resource(), before);
        yield obstacle == null ? end(planned, promote.resource(), before, tasks) : obstacle;
      }
      case Change.CreateTopic _,
          Change.AddPartitions _,
          Change.AlterConfig _,
          Change.DeleteTopic _,
          Change.AddAcls _,
          Change.RemoveAcls _,
          Change.AlterQuota _,
          Change.CreateClient _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.CreateUser _,
          Change.AlterUser _,
          Change.RemoveUser _,
          Change.SetCompatibility _,
          Change.RegisterSchema _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          new Outcome.Failed(
              Outcome.Kind.PERMANENT,
              planned.change().resource().text() + " is not a change of a link.");
    };
  }

  /// A topic stays with the connector that copies it, because that one remembers how far it came.
  private @Nullable Outcome begin(
      PlannedChange planned,
      ResourceKey.Mirror key,
      String source,
      Observed before,
      Map<String, Task> tasks) {
    Mirror known = before.snapshot(_ -> Set.of()).mirrors().get(key);
    if (known != null && known.isHealthy() && known.source().equals(source)) {
      return new Outcome.Unchanged();
    }
    Connector carrier = before.carrier(key.topic());
    String name =
        carrier == null ? settings.mirror(source, planned.owner().domain()) : carrier.name();
    Task task = tasks.computeIfAbsent(name, _ -> new Task(name, source));
    task.begin.add(key.topic());
    task.changes.add(planned);
    return null;
  }

  private static @Nullable Outcome end(
      PlannedChange planned, ResourceKey.Mirror key, Observed before, Map<String, Task> tasks) {
    Connector carrier = before.carrier(key.topic());
    if (carrier == null) {
      return new Outcome.Unchanged();
    }
    Task task =
        tasks.computeIfAbsent(
            carrier.name(), name -> new Task(name, carrier.setting(ConnectorSettings.SOURCE)));
    task.end.add(key.topic());
    task.changes.add(planned);
    return null;
  }

  /// Waits until everything is copied. A link that does not run never gets there, and a source that
  /// cannot be read may be the very reason for the promotion; both were known to whoever approved.
  private @Nullable Outcome catchUp(ResourceKey.Mirror key, Observed before) {
    Mirror known = before.snapshot(_ -> Set.of()).mirrors().get(key);
    if (known == null || known.state() != State.RUNNING) {
      return null;
    }
    long deadline = Patience.deadline(patience.caughtUp());
    while (true) {
      Long behind;
      try {
        behind = lag.apply(Set.of(key)).get(key);
      } catch (ObservationException _) {
        return null;
      }
      if (behind == null || behind == 0) {
        return null;
      }
      if (!patience.pause(deadline)) {
        return new Outcome.Failed(
            Outcome.Kind.TRANSIENT,
            "%d records of `%s` are not copied yet, so the copying goes on. Does somebody still write to it? Apply again, or pause the connector to promote the topic as it is."
                .formatted(behind, key.topic()));
      }
    }
  }

  private Outcome outcome(Task task, Observed before) {
    try {
      Connector seen = before.connector(task.name);
      SortedSet<String> topics = seen == null ? new TreeSet<>() : Observed.topics(seen);
      topics.addAll(task.begin);
      topics.removeAll(task.end);
      boolean isNew = configure(task.name, settings.mirror(task.name, task.source, topics), seen);
      steer(task.name, topics.isEmpty(), isNew, seen);
      places(task.source);
      return settled(task, topics);
    } catch (ConnectFailure e) {
      return switch (e.kind()) {
        case NOT_DONE -> notDone(e);
        case AMBIGUOUS -> new Outcome.Unknown(String.valueOf(e.getMessage()));
        case REFUSED, ABSENT ->
            new Outcome.Failed(Outcome.Kind.PERMANENT, String.valueOf(e.getMessage()));
      };
    }
  }

  private static Outcome notDone(ConnectFailure e) {
    Outcome.Kind kind =
        e.kind() == ConnectFailure.Kind.REFUSED ? Outcome.Kind.PERMANENT : Outcome.Kind.TRANSIENT;
    return new Outcome.Failed(kind, String.valueOf(e.getMessage()));
  }

  /// Puts a configuration, which makes the connector if there is none. The same one is not put
  /// again, because that would make the connector begin anew. Where no answer came, it is looked
  /// whether the configuration stands.
  ///
  /// @return whether it was put
  private boolean configure(
      String name, SortedMap<String, String> config, @Nullable Connector seen) {
    if (seen != null && seen.config().equals(config)) {
      return false;
    }
    ObjectNode body = ConnectHttp.JSON.createObjectNode();
    config.forEach(body::put);
    try {
      var _ = http.send("PUT", ConnectHttp.connector(name, "/config"), body);
    } catch (ConnectFailure e) {
      if (e.kind() != ConnectFailure.Kind.AMBIGUOUS || !stands(name, config)) {
        throw e;
      }
    }
    return true;
  }

  private boolean stands(String name, SortedMap<String, String> config) {
    try {
      SortedMap<String, String> seen = new TreeMap<>();
      http.get(ConnectHttp.connector(name, "/config"))
          .properties()
          .forEach(each -> seen.put(each.getKey(), each.getValue().asText()));
      return seen.equals(config);
    } catch (ConnectFailure _) {
      // Not known either; the first failure tells why.
      return false;
    }
  }

  /// Lets a connector that has topics run, and stops one that has none: what it remembers of topics
  /// that it copied stays with it, for the case that they come back.
  ///
  /// @param isNew whether it begins anew anyway
  /// @param before as it was before; what is shown right after a change may hide that it is stopped
  private void steer(String name, boolean isIdle, boolean isNew, @Nullable Connector before) {
    if (isIdle) {
      var _ = http.send("PUT", ConnectHttp.connector(name, "/stop"), null);
      return;
    }
    Connector now = look.get().connector(name);
    if (now == null) {
      return;
    }
    boolean wasHeld =
        before != null && (before.state() == State.PAUSED || before.state() == State.STOPPED);
    if (wasHeld) {
      var _ = http.send("PUT", ConnectHttp.connector(name, "/resume"), null);
      return;
    }
    switch (now.state()) {
      case PAUSED, STOPPED -> http.send("PUT", ConnectHttp.connector(name, "/resume"), null);
      case FAILED -> restart(name, "?includeTasks=true&onlyFailed=true");
      case STARTING -> {
        // It goes on by itself once the workers have shared out their work.
      }
      case RUNNING -> {
        if (now.tasks() == 0 && !isNew && isCopying(now)) {
          restart(name, "?includeTasks=true");
        }
      }
    }
  }

  /// Whether a connector needs tasks; one that brings places along may find no group to look after.
  private static boolean isCopying(Connector connector) {
    return connector.setting(ConnectorSettings.CLASS).equals(ConnectorSettings.SOURCE_CONNECTOR);
  }

  private void restart(String name, String how) {
    var _ = http.send("POST", ConnectHttp.connector(name, "/restart" + how), null);
  }

  /// The connector that brings the places of consumer groups covers all topics from one cluster.
  private void places(String source) {
    String name = settings.checkpoint(source);
    Observed now = look.get();
    SortedSet<String> topics = now.topicsFrom(source);
    Connector seen = now.connector(name);
    if (!topics.isEmpty()) {
      boolean isNew = configure(name, settings.checkpoint(source, topics), seen);
      steer(name, false, isNew, seen);
    } else if (seen != null) {
      try {
        var _ = http.send("DELETE", ConnectHttp.connector(name, ""), null);
      } catch (ConnectFailure e) {
        if (e.kind() != ConnectFailure.Kind.ABSENT) {
          throw e;
        }
      }
    }
  }

  /// Waits until the worker says that it is so: the configuration stands, the connector and its
  /// tasks run, and each topic that was to begin is handed to a task.
  private Outcome settled(Task task, SortedSet<String> topics) {
    long deadline = Patience.deadline(patience.running());
    int failures = 0;
    int successes = 0;
    while (true) {
      String missing = missing(task, topics);
      successes = missing.isEmpty() ? successes + 1 : 0;
      if (successes == LOOKS) {
        return new Outcome.Applied();
      }
      if (successes == 0) {
        Connector now = look.get().connector(task.name);
        failures = now != null && now.state() == State.FAILED ? failures + 1 : 0;
        if (now != null && failures > FAILURES) {
          return new Outcome.Failed(
              Outcome.Kind.TRANSIENT,
              "Connector `%s` fails: %s".formatted(task.name, now.detail()));
        }
      }
      if (!patience.pause(deadline)) {
        return successes > 0
            ? new Outcome.Applied()
            : new Outcome.Unknown(
                "Connector `%s` was told, and it is not so yet: %s.".formatted(task.name, missing));
      }
    }
  }

  /// What is not yet as it was wanted; empty when all is.
  private String missing(Task task, SortedSet<String> topics) {
    Observed now = look.get();
    Connector connector = now.connector(task.name);
    if (connector == null || !Observed.topics(connector).equals(topics)) {
      return "its configuration does not stand";
    }
    if (topics.isEmpty()) {
      return idle(connector);
    }
    if (!task.begin.isEmpty()) {
      Map<ResourceKey.Mirror, Mirror> mirrors =
          new HashMap<>(now.snapshot(_ -> Set.of()).mirrors());
      mirrors.values().removeIf(Mirror::isHealthy);
      for (ResourceKey.Mirror key : mirrors.keySet()) {
        if (task.begin.contains(key.topic())) {
          return "`%s` is %s".formatted(key.topic(), state(mirrors.get(key)));
        }
      }
      Set<String> assigned = connectors.assigned(task.name);
      for (String topic : task.begin) {
        if (!assigned.contains(topic)) {
          return "`%s` is handed to no task; does it exist on `%s`?".formatted(topic, task.source);
        }
      }
    }
    if (!task.end.isEmpty()) {
      Set<String> assigned = connectors.assigned(task.name);
      for (String topic : task.end) {
        if (assigned.contains(topic)) {
          return "`%s` is still handed to a task".formatted(topic);
        }
      }
    }
    return "";
  }

  /// A connector is called stopped before its tasks are: until then they go on copying, and a topic
  /// that somebody writes to by then would have two writers.
  ///
  /// @return what is not yet as it was wanted; empty when nothing copies any more
  private static String idle(Connector connector) {
    if (connector.state() != State.STOPPED) {
      return "it is not stopped";
    }
    return connector.tasks() == 0 ? "" : "its tasks are not stopped";
  }

  private static String state(@Nullable Mirror mirror) {
    return mirror == null
        ? "not there"
        : mirror.state().name().toLowerCase(java.util.Locale.ROOT)
            + (mirror.differences().isEmpty()
                ? ""
                : ", and differs in " + String.join(", ", mirror.differences()));
  }
}
