// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Sorts changes by kind and sends one kind after the other: the controller works on one write at a
/// time anyway, and bigger calls are what makes it fast.
final class Lanes {

  /// What every lane works with.
  record Tools(
      Connection connection,
      Limits limits,
      Pause pause,
      LongSupplier nanos,
      RandomGenerator random) {}

  /// Kinds in the order in which they are sent.
  private enum Kind {
    CREATE,
    PARTITIONS,
    CONFIG,
    ADD_ACLS,
    QUOTA,
    REMOVE_ACLS,
    DELETE,
    FOREIGN
  }

  private final Tools tools;

  Lanes(Tools tools) {
    this.tools = tools;
  }

  void apply(List<PlannedChange> changes, Reporter report) {
    Map<Kind, List<PlannedChange>> byKind = new EnumMap<>(Kind.class);
    for (PlannedChange planned : changes) {
      byKind.computeIfAbsent(kind(planned.change()), _ -> new ArrayList<>()).add(planned);
    }
    byKind.forEach((kind, group) -> apply(kind, group, report));
  }

  private void apply(Kind kind, List<PlannedChange> group, Reporter report) {
    Connection connection = tools.connection();
    switch (kind) {
      case CREATE -> create(group, report);
      case PARTITIONS -> run(new PartitionWork(connection, tools.limits()), group, report);
      case CONFIG -> run(new ConfigWork(connection, tools.limits()), group, report);
      case ADD_ACLS -> run(new AclAddWork(connection, tools.limits()), group, report);
      case QUOTA -> run(new QuotaWork(connection, tools.limits()), group, report);
      case REMOVE_ACLS ->
          run(new AclRemoveWork(connection, tools.limits(), tools.nanos()), group, report);
      case DELETE -> run(new DeleteWork(connection, tools.limits()), group, report);
      case FOREIGN ->
          group.forEach(planned ->
              report.accept(
                  planned,
                  new Outcome.Failed(
                      Outcome.Kind.PERMANENT,
                      planned.change().resource().text()
                          + " is not a change of a Kafka cluster.")));
    }
  }

  private void create(List<PlannedChange> group, Reporter report) {
    Map<String, String> refusals = CreationRules.refusals(group);
    List<PlannedChange> good = new ArrayList<>(group.size());
    for (PlannedChange planned : group) {
      String refusal = refusals.get(planned.id());
      if (refusal == null) {
        good.add(planned);
      } else {
        report.accept(planned, new Outcome.Failed(Outcome.Kind.PERMANENT, refusal));
      }
    }
    run(new CreateWork(tools.connection(), tools.limits()), good, report);
  }

  private void run(Work work, List<PlannedChange> group, Reporter report) {
    new WriteLane(tools, work, report).run(group);
  }

  private static Kind kind(Change change) {
    return switch (change) {
      case Change.CreateTopic _ -> Kind.CREATE;
      case Change.AddPartitions _ -> Kind.PARTITIONS;
      case Change.AlterConfig _ -> Kind.CONFIG;
      case Change.AddAcls _ -> Kind.ADD_ACLS;
      case Change.AlterQuota _ -> Kind.QUOTA;
      case Change.RemoveAcls _ -> Kind.REMOVE_ACLS;
      case Change.DeleteTopic _ -> Kind.DELETE;
      case Change.SetCompatibility _,
          Change.RegisterSchema _,
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
          Kind.FOREIGN;
    };
  }
}
