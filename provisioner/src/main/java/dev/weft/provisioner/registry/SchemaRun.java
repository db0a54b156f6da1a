// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.Artifact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Applies changes leaf first: artifacts side by side, the changes of one artifact in turn.
final class SchemaRun {

  private final RegistryApi api;
  private final Lanes lanes;
  private final SchemaWriter writer;
  private final Reporter report;
  private final ReentrantLock reporting = new ReentrantLock();
  private final Map<Artifact, String> failed = new ConcurrentHashMap<>();

  SchemaRun(RegistryApi api, Lanes lanes, SchemaWriter writer, Reporter report) {
    this.api = api;
    this.lanes = lanes;
    this.writer = writer;
    this.report = report;
  }

  void apply(List<PlannedChange> changes) {
    var byArtifact = new LinkedHashMap<Artifact, List<PlannedChange>>();
    for (PlannedChange planned : changes) {
      artifact(planned)
          .ifPresentOrElse(
              key -> byArtifact.computeIfAbsent(key, _ -> new ArrayList<>()).add(planned),
              () -> tell(planned, notForRegistries(planned)));
    }
    byArtifact.values().forEach(list -> list.sort(SchemaRun::ruleFirst));
    makeGroups(byArtifact);

    Map<Artifact, Set<Artifact>> dependencies = dependencies(byArtifact);
    ReferenceOrder order = ReferenceOrder.of(dependencies);
    order.circles().forEach((key, way) -> all(byArtifact, key, circle(way)));
    for (Artifact key : order.stuck()) {
      all(byArtifact, key, new Outcome.Skipped("it refers to schemas that refer to each other"));
    }
    for (List<Artifact> wave : order.waves()) {
      List<Artifact> open = wave.stream().filter(key -> !failed.containsKey(key)).toList();
      var done =
          lanes.map(
              open,
              key -> {
                applyAll(byArtifact.getOrDefault(key, List.of()), dependencies.get(key));
                return key;
              });
      if (done.size() != open.size()) {
        throw new IllegalStateException("a wave of schemas was left unfinished");
      }
    }
  }

  private static Outcome notForRegistries(PlannedChange planned) {
    return new Outcome.Failed(
        Outcome.Kind.PERMANENT, "not a change of a schema registry: " + planned.change());
  }

  private static Outcome circle(String way) {
    return new Outcome.Failed(
        Outcome.Kind.PERMANENT,
        "Schemas refer to each other in a circle: " + way + ". Take one of the references out.");
  }

  private static Optional<Artifact> artifact(PlannedChange planned) {
    return switch (planned.change()) {
      case Change.RegisterSchema register -> Optional.of(register.resource());
      case Change.SetCompatibility rule -> Optional.of(rule.resource());
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
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          Optional.empty();
    };
  }

  private static int ruleFirst(PlannedChange one, PlannedChange other) {
    return Boolean.compare(
        one.change() instanceof Change.RegisterSchema,
        other.change() instanceof Change.RegisterSchema);
  }

  /// Groups come up front: artifacts that are made side by side would race for theirs.
  private void makeGroups(Map<Artifact, List<PlannedChange>> byArtifact) {
    var groups = new TreeSet<String>();
    byArtifact.forEach((key, list) -> {
      if (list.stream().anyMatch(SchemaRun::isFirst)) {
        groups.add(key.group());
      }
    });
    Map<String, RegistryException> refused = new HashMap<>();
    for (String group : groups) {
      report.requireTurn();
      try {
        api.makeGroup(group);
      } catch (RegistryException e) {
        refused.put(group, e);
      }
    }
    byArtifact.forEach((key, _) -> {
      RegistryException e = refused.get(key.group());
      if (e != null) {
        Outcome.Kind kind = e.isTransient() ? Outcome.Kind.TRANSIENT : Outcome.Kind.PERMANENT;
        all(byArtifact, key, new Outcome.Failed(kind, String.valueOf(e.getMessage())));
      }
    });
  }

  private static boolean isFirst(PlannedChange planned) {
    return planned.change() instanceof Change.RegisterSchema register && register.from() == null;
  }

  /// Through references, and through what the plan itself says.
  private static Map<Artifact, Set<Artifact>> dependencies(
      Map<Artifact, List<PlannedChange>> byArtifact) {
    var byId = new HashMap<String, Artifact>();
    byArtifact.forEach((key, list) -> list.forEach(planned -> byId.put(planned.id(), key)));
    var dependencies = new LinkedHashMap<Artifact, Set<Artifact>>();
    byArtifact.forEach((key, list) -> {
      var targets = dependencies.computeIfAbsent(key, _ -> new LinkedHashSet<>());
      for (PlannedChange planned : list) {
        planned.after().stream()
            .map(byId::get)
            .filter(target -> target != null && !target.equals(key))
            .forEach(targets::add);
        if (planned.change() instanceof Change.RegisterSchema register) {
          register.schema().references().stream()
              .map(Desired.Schema.Reference::artifact)
              .forEach(targets::add);
        }
      }
    });
    return dependencies;
  }

  private void applyAll(List<PlannedChange> changes, @Nullable Set<Artifact> dependencies) {
    String because = null;
    for (Artifact dependency : dependencies == null ? Set.<Artifact>of() : dependencies) {
      String failure = failed.get(dependency);
      because = failure == null ? because : name(dependency) + " failed: " + failure;
    }
    for (PlannedChange planned : changes) {
      if (because == null) {
        report.requireTurn();
      }
      Outcome outcome = because == null ? applyOne(planned.change()) : new Outcome.Skipped(because);
      tell(planned, outcome);
      if (!outcome.isSuccess() && because == null) {
        because = "the change before it failed: " + message(outcome);
      }
      note(planned.change().resource(), outcome);
    }
  }

  private Outcome applyOne(Change change) {
    return switch (change) {
      case Change.RegisterSchema register -> writer.register(register);
      case Change.SetCompatibility rule -> writer.setCompatibility(rule);
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
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          throw new IllegalStateException("filtered out before: " + change);
    };
  }

  private void all(Map<Artifact, List<PlannedChange>> byArtifact, Artifact key, Outcome outcome) {
    if (!failed.containsKey(key)) {
      byArtifact.getOrDefault(key, List.of()).forEach(planned -> tell(planned, outcome));
      note(key, outcome);
    }
  }

  private void note(ResourceKey key, Outcome outcome) {
    if (!outcome.isSuccess() && key instanceof Artifact artifact) {
      failed.putIfAbsent(artifact, message(outcome));
    }
  }

  private static String message(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied _, Outcome.Unchanged _ -> "";
      case Outcome.Refused refused -> refused.message();
      case Outcome.Failed failure -> failure.message();
      case Outcome.Skipped skipped -> skipped.because();
      case Outcome.Unknown unknown -> unknown.message();
    };
  }

  private static String name(Artifact key) {
    return key.group() + "/" + key.artifact();
  }

  private void tell(PlannedChange planned, Outcome outcome) {
    reporting.lock();
    try {
      report.accept(planned, outcome);
    } finally {
      reporting.unlock();
    }
  }
}
