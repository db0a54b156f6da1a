// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.Planner;
import dev.weft.provisioner.plan.Preconditions;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The run: observe, plan, ask the servers, apply, record.
public final class Provisioner {

  private final Servers servers;
  private final ControlPlaneLog log;
  private final Clock clock;
  private final Supplier<String> runIds;
  private final Parallel parallel;

  /// @param servers the environment's servers; the caller closes them
  /// @param log the environment's control-plane log; the caller closes it
  /// @param clock the time
  /// @param runIds a new id for each run
  public Provisioner(Servers servers, ControlPlaneLog log, Clock clock, Supplier<String> runIds) {
    this(servers, log, clock, runIds, Parallel.THREADS);
  }

  /// @param servers the environment's servers; the caller closes them
  /// @param log the environment's control-plane log; the caller closes it
  /// @param clock the time
  /// @param runIds a new id for each run
  /// @param parallel how servers are worked on side by side
  public Provisioner(
      Servers servers,
      ControlPlaneLog log,
      Clock clock,
      Supplier<String> runIds,
      Parallel parallel) {
    this.servers = servers;
    this.log = log;
    this.clock = clock;
    this.runIds = runIds;
    this.parallel = parallel;
  }

  /// Reads the servers, plans, and asks the servers about the plan. Writes nothing.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the inventory cannot be read
  /// @throws RunRefusedException when a cluster is not the one that is meant, or a named deletion
  ///   is not ours to make
  public Prepared plan(DesiredState desired, String revision, PlanOptions options) {
    return plan(desired, revision, options, new WorldMemory(), Reach.EVERYTHING);
  }

  /// As [#plan(DesiredState, String, PlanOptions)], for whoever plans time and again.
  ///
  /// @param memory what was read before; it remembers what is read now
  /// @param reach how much is read at least
  public Prepared plan(
      DesiredState desired, String revision, PlanOptions options, WorldMemory memory, Reach reach) {
    WorldMemory.Recalled recalled = reach == Reach.CHANGES ? memory.recall() : null;
    Optional<Recollection.Current> current =
        recalled == null || recalled.world().isPartlyUnknown()
            ? Optional.empty()
            : current(desired, revision, options, recalled, false);
    return current
        .map(known -> prepared(desired, known, options, memory))
        .orElseGet(() -> afresh(desired, revision, options, memory));
  }

  /// Begins to read everything beside plans and runs that go on meanwhile.
  ///
  /// @param desired what is wanted; asked for by whichever thread runs the sweep
  /// @param memory that of those runs
  public Sweep sweep(Supplier<DesiredState> desired, String revision, WorldMemory memory) {
    return new Sweep(
        () -> new Observation(servers, log, clock, desired.get(), revision, parallel).world(),
        memory.swept());
  }

  /// Plans from a sweep, as if everything had been read just now: what runs have changed since it
  /// began, and what the plan is about, is read again.
  ///
  /// @param memory remembers the world that the plan is made from
  /// @throws dev.weft.provisioner.driver.ObservationException when the inventory cannot be read
  /// @throws RunRefusedException when a cluster is not the one that is meant
  public Prepared plan(
      DesiredState desired, String revision, PlanOptions options, WorldMemory memory, Sweep sweep) {
    return current(desired, revision, options, sweep.recalled(), true)
        .map(known -> prepared(desired, known, options, memory))
        .orElseGet(() -> afresh(desired, revision, options, memory));
  }

  private Prepared prepared(
      DesiredState desired, Recollection.Current current, PlanOptions options, WorldMemory memory) {
    Guard.requireMeantClusters(desired, current.world());
    memory.remember(current.world(), comparison(desired, options, current.plan()));
    return prepared(desired, current.world(), current.plan(), List.of());
  }

  private Prepared afresh(
      DesiredState desired, String revision, PlanOptions options, WorldMemory memory) {
    memory.forget();
    World world = new Observation(servers, log, clock, desired, revision, parallel).world();
    Guard.requireMeantClusters(desired, world);
    List<String> warnings = Guard.requireDeletable(options.deletions(), desired, world);
    Plan plan = Planner.plan(desired, world, options);
    memory.remember(world, comparison(desired, options, plan));
    return prepared(desired, world, plan, warnings);
  }

  /// What somebody asks of one plan by name is no comparison that a later plan could rely on.
  private static WorldMemory.@Nullable Comparison comparison(
      DesiredState desired, PlanOptions options, Plan plan) {
    return options.isForManifests() ? WorldMemory.Comparison.of(desired, plan) : null;
  }

  /// @param isSwept whether everything was read for this very plan
  /// @return empty when everything has to be read
  private Optional<Recollection.Current> current(
      DesiredState desired,
      String revision,
      PlanOptions options,
      WorldMemory.Recalled recalled,
      boolean isSwept) {
    var observation = new Observation(servers, log, clock, desired, revision, parallel);
    Set<String> clusters = new HashSet<>(recalled.world().clusters().keySet());
    clusters.addAll(recalled.world().unreachable().keySet());
    if (!clusters.equals(desired.clusters().keySet())) {
      return Optional.empty();
    }
    Inventory inventory = log.newestInventory();
    boolean hasAllLinks =
        observation.targets(inventory).stream()
            .filter(servers.links()::containsKey)
            .allMatch(recalled.world().links()::containsKey);
    Map<ResourceKey.ScramUser, Owner> users = observation.users(inventory);
    boolean hasAllUsers =
        users.keySet().stream()
            .map(ResourceKey.ScramUser::cluster)
            .filter(servers.scram()::containsKey)
            .allMatch(recalled.world().scram()::containsKey);
    if (!hasAllLinks || !hasAllUsers) {
      return Optional.empty();
    }
    return new Recollection(
            servers,
            clock,
            parallel,
            (world, about) -> Planner.plan(desired, world, options, about),
            desired,
            owners -> belongings(owners, desired, inventory),
            observation.clients(inventory),
            users,
            isSwept)
        .current(
            options.isForManifests() ? recalled : recalled.withoutComparison(),
            inventory,
            revision);
  }

  private static Set<ResourceKey> belongings(
      Set<Owner> owners, DesiredState desired, Inventory inventory) {
    Set<ResourceKey> keys = new HashSet<>();
    desired
        .resources()
        .forEach((key, wanted) -> {
          if (owners.contains(wanted.owner())) {
            keys.add(key);
          }
        });
    inventory
        .entries()
        .forEach((key, entry) -> {
          if (owners.contains(entry.owner())) {
            keys.add(key);
          }
        });
    return keys;
  }

  private Prepared prepared(DesiredState desired, World world, Plan plan, List<String> warnings) {
    Consultation.Consulted consulted =
        new Consultation(servers, parallel, world.inventory()).ask(plan);
    List<String> errors = errors(world);
    errors.addAll(unlinked(desired, world));
    errors.addAll(consulted.errors());
    return new Prepared(
        consulted.plan(), desired, world, errors, warnings, consulted.plan().digest(), Map.of());
  }

  /// Plans again for a plan that was saved: what has not moved since may be applied.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the inventory cannot be read
  /// @throws RunRefusedException when the saved plan is of another environment or other clusters
  public Prepared plan(DesiredState desired, String revision, SavedPlan saved) {
    Prepared fresh = plan(desired, revision, new PlanOptions(saved.deletions()));
    Preconditions.Recheck recheck;
    try {
      recheck = Preconditions.recheck(saved, fresh.plan());
    } catch (IllegalArgumentException e) {
      throw new RunRefusedException(e.getMessage() + " Nothing was written; plan again.");
    }
    var warnings = new ArrayList<String>(fresh.warnings());
    recheck
        .obsolete()
        .forEach((id, reason) ->
            warnings.add(
                "`%s` of the saved plan is not needed any more (%s)".formatted(id, reason)));
    return new Prepared(
        fresh.plan(),
        desired,
        fresh.world(),
        fresh.errors(),
        warnings,
        saved.digest(),
        recheck.moved());
  }

  /// Makes a plan's changes and records them. Writes nothing at all when there is nothing to do,
  /// but for one thing: imported resources that manifests want by now are noted as such, once.
  public RunReport apply(Prepared prepared, Approval approval, RunListener listener) {
    return new Apply(servers, log, clock, prepared, approval, listener, parallel).run(runIds.get());
  }

  /// Takes existing resources into the inventory, for `weft import`; touches no server.
  ///
  /// @param clusterIds Kafka's id of each cluster the resources were seen on
  public RunReport adopt(
      String environment,
      String revision,
      String actor,
      Map<String, String> clusterIds,
      List<Adoption> adoptions) {
    return new Import(log, clock, environment, revision, clusterIds)
        .run(runIds.get(), actor, adoptions);
  }

  /// Protects topics against deletion, or takes the protection away.
  ///
  /// @return the topics whose protection is another one now
  /// @throws RunRefusedException when one of them is not Weft's; nothing was written then
  public List<ResourceKey.Topic> protect(
      String environment,
      String revision,
      String actor,
      Collection<String> topics,
      boolean shouldProtect) {
    return new Protection(log, clock, environment, revision)
        .set(runIds.get(), actor, topics, shouldProtect);
  }

  private static List<String> errors(World world) {
    var errors = new ArrayList<String>();
    world
        .unreachable()
        .forEach((cluster, failure) ->
            errors.add(
                "Cluster `%s` could not be read: %s. Everything on it is left alone."
                    .formatted(cluster, failure)));
    if (world.registry() == null) {
      errors.add(
          "The schema registry could not be read: %s. Schemas, and topics that need them, are left"
                  .formatted(world.registryFailure())
              + " alone.");
    }
    if (!world.identityFailure().isEmpty()) {
      errors.add(
          "The identity provider could not be read: %s. Logins of applications are left alone."
              .formatted(world.identityFailure()));
    }
    world
        .links()
        .forEach((target, link) -> {
          if (link.snapshot() == null) {
            errors.add(
                "The link to cluster `%s` could not be read: %s. What it copies is left alone."
                    .formatted(target, link.failure()));
          }
        });
    world
        .scram()
        .forEach((cluster, scram) -> {
          if (scram.snapshot() == null) {
            errors.add(
                "The SCRAM users of cluster `%s` could not be read: %s. They are left alone."
                    .formatted(cluster, scram.failure()));
          }
        });
    return errors;
  }

  /// Links that manifests need and nobody configured.
  private static List<String> unlinked(DesiredState desired, World world) {
    var targets = new TreeSet<String>();
    for (ResourceKey key : desired.resources().keySet()) {
      if (key instanceof ResourceKey.Mirror mirror
          && !world.links().containsKey(mirror.cluster())) {
        targets.add(mirror.cluster());
      }
    }
    return targets.stream()
        .map(target ->
            "Ports are available on cluster `%s`, and what copies topics there is not configured: add `links.%s.url` to the deployment's configuration. These ports are left alone there."
                .formatted(target, target))
        .toList();
  }
}
