// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.driver.ScramDriver;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ScramSnapshot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Brings a remembered world up to date for one plan: plans, reads again all that the owners of its
/// changes have, and plans again, until a plan is about nothing but what was just read. So no
/// change is ever planned from memory, and a change of one product in a large mesh costs the
/// reading of one.
///
/// Whenever that is not good enough, it says so and everything is read: when a part of the world is
/// not known, when too much has changed, and before anything is taken away for good. What a sweep
/// has just read is as good as a reading for the last: and what it could not read is left alone.
final class Recollection {

  /// With more resources than these, reading everything costs less.
  static final int MOST = 2_000;

  private static final int ROUNDS = 4;

  private final Servers servers;
  private final Clock clock;
  private final Parallel parallel;
  private final Planning planning;
  private final DesiredState desired;
  private final Function<Set<Owner>, Set<ResourceKey>> belongings;
  private final Map<ResourceKey.Client, Owner> clients;
  private final Map<ResourceKey.ScramUser, Owner> users;
  private final boolean isSwept;
  private final Set<ResourceKey> read = new HashSet<>();

  /// What is to be done in a world about some resources, or about all when there are none.
  interface Planning {
    Plan plan(World world, @Nullable Set<ResourceKey> about);
  }

  /// @param planning what is to be done in a world
  /// @param belongings all that is wanted for owners, or is theirs
  /// @param clients the clients that are wanted or ours, with whom they are for
  /// @param users the SCRAM users, likewise
  /// @param isSwept whether what is recalled was read, all of it, for this very plan
  Recollection(
      Servers servers,
      Clock clock,
      Parallel parallel,
      Planning planning,
      DesiredState desired,
      Function<Set<Owner>, Set<ResourceKey>> belongings,
      Map<ResourceKey.Client, Owner> clients,
      Map<ResourceKey.ScramUser, Owner> users,
      boolean isSwept) {
    this.servers = servers;
    this.clock = clock;
    this.parallel = parallel;
    this.planning = planning;
    this.desired = desired;
    this.belongings = belongings;
    this.clients = clients;
    this.users = users;
    this.isSwept = isSwept;
  }

  /// A world in which everything that its plan is about was just read, with that plan.
  record Current(World world, Plan plan) {}

  /// @param inventory as it is now
  /// @return empty when everything has to be read
  Optional<Current> current(WorldMemory.Recalled recalled, Inventory inventory, String revision) {
    Set<ResourceKey> next = new HashSet<>(recalled.touched());
    next.addAll(inventory.pending().keySet());
    next.addAll(moved(recalled.world().inventory(), inventory));
    World world = recalled.world();
    Scope scope = scope(recalled, inventory);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        if (read.size() + next.size() > MOST) {
          return Optional.empty();
        }
        world = again(world, next).with(inventory, revision, clock.instant());
        read.addAll(next);
        if (scope != null) {
          scope.with(next);
        }
        Plan plan = planning.plan(world, scope == null ? null : scope.keys());
        if (!isSwept && plan.changes().stream().anyMatch(Recollection::isForGood)) {
          return Optional.empty();
        }
        next = new HashSet<>();
        Set<Owner> owners = new HashSet<>();
        for (PlannedChange planned : plan.changes()) {
          next.add(planned.change().resource());
          owners.add(planned.owner());
        }
        next.addAll(
            Optional.ofNullable(scope)
                .flatMap(known -> known.of(owners))
                .orElseGet(() -> belongings.apply(owners)));
        next.removeAll(read);
        if (next.isEmpty()) {
          return Optional.of(new Current(world, plan));
        }
      }
      return Optional.empty();
    } catch (ObservationException _) {
      // Reading everything tells which server it is, and goes on with the others.
      return Optional.empty();
    }
  }

  /// What a plan has to be about; null when that is everything.
  private @Nullable Scope scope(WorldMemory.Recalled recalled, Inventory inventory) {
    WorldMemory.Comparison comparison = recalled.comparison();
    return comparison == null
        ? null
        : desired
            .changedSince(comparison.desired())
            .map(changed -> new Scope(desired, inventory).with(changed).with(comparison.open()))
            .orElse(null);
  }

  /// What is in the inventory as another one than when the world was read.
  private static Set<ResourceKey> moved(Inventory before, Inventory now) {
    Set<ResourceKey> moved = new HashSet<>();
    now.entries()
        .forEach((key, entry) -> {
          Inventory.Entry earlier = before.entries().get(key);
          if (entry != earlier && !entry.equals(earlier)) {
            moved.add(key);
          }
        });
    before
        .entries()
        .keySet()
        .forEach(key -> {
          if (!now.entries().containsKey(key)) {
            moved.add(key);
          }
        });
    return moved;
  }

  private static boolean isForGood(PlannedChange planned) {
    return planned.risk() == Risk.DESTRUCTIVE
        || switch (planned.change()) {
          case Change.DeleteTopic _,
              Change.StepRemoval _,
              Change.RemoveMirror _,
              Change.PromoteMirror _ ->
              true;
          case Change.CreateTopic _,
              Change.AddPartitions _,
              Change.AlterConfig _,
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
              Change.SetCompatibility _,
              Change.RegisterSchema _,
              Change.Adopt _,
              Change.Forget _ ->
              false;
        };
  }

  /// The same world with these resources as they are now; those of servers that are not configured
  /// are nobody's business, and those of servers that could not be read stay unknown.
  private World again(World world, Set<ResourceKey> keys) {
    if (keys.isEmpty()) {
      return world;
    }
    Map<String, Set<ResourceKey>> byCluster = new TreeMap<>();
    Set<ResourceKey.Artifact> artifacts = new TreeSet<>();
    Map<ResourceKey.Client, Owner> logins = new HashMap<>();
    Map<String, Map<ResourceKey.ScramUser, Owner>> scram = new TreeMap<>();
    Set<String> targets = new TreeSet<>();
    for (ResourceKey key : keys) {
      switch (key) {
        case ResourceKey.Topic _, ResourceKey.AclSet _, ResourceKey.Quota _ -> {
          if (!world.unreachable().containsKey(key.scope())) {
            byCluster.computeIfAbsent(key.scope(), _ -> new HashSet<>()).add(key);
          }
        }
        case ResourceKey.Mirror mirror -> {
          World.Link link = world.links().get(mirror.cluster());
          boolean isUnknown = link != null && link.snapshot() == null;
          if (servers.links().containsKey(mirror.cluster()) && !isUnknown) {
            targets.add(mirror.cluster());
          }
        }
        case ResourceKey.Artifact artifact -> {
          if (world.registry() != null) {
            artifacts.add(artifact);
          }
        }
        case ResourceKey.Client client -> {
          Owner owner = clients.get(client);
          if (owner != null && world.identity() != null) {
            logins.put(client, owner);
          }
        }
        case ResourceKey.ScramUser user -> {
          Owner owner = users.get(user);
          World.Scram known = world.scram().get(user.cluster());
          boolean isUnknown = known != null && known.snapshot() == null;
          if (owner != null && servers.scram().containsKey(user.cluster()) && !isUnknown) {
            scram.computeIfAbsent(user.cluster(), _ -> new HashMap<>()).put(user, owner);
          }
        }
      }
    }
    List<Callable<Function<World, World>>> reads = new ArrayList<>();
    byCluster.forEach((cluster, some) -> reads.add(() -> cluster(world, cluster, some)));
    targets.forEach(target -> reads.add(() -> link(world, target)));
    scram.forEach((cluster, some) -> reads.add(() -> scram(cluster, some)));
    if (!artifacts.isEmpty()) {
      reads.add(() -> registry(world, artifacts));
    }
    if (!logins.isEmpty()) {
      reads.add(() -> identity(logins));
    }
    World patched = world;
    for (Function<World, World> patch : parallel.run(reads)) {
      patched = patch.apply(patched);
    }
    return patched;
  }

  private Function<World, World> cluster(World world, String name, Set<ResourceKey> keys) {
    ClusterDriver driver = servers.clusters().get(name);
    ClusterSnapshot before = world.clusters().get(name);
    if (driver == null || before == null) {
      throw new ObservationException("Cluster `%s` was not read before.".formatted(name));
    }
    ClusterSnapshot now = driver.observe(before, keys);
    return patched -> {
      SortedMap<String, ClusterSnapshot> clusters = new TreeMap<>(patched.clusters());
      clusters.put(name, now);
      return patched.with(clusters);
    };
  }

  private Function<World, World> link(World world, String target) {
    LinkDriver driver = servers.links().get(target);
    World.Link before = world.links().get(target);
    if (driver == null || before == null) {
      throw new ObservationException("The link to `%s` was not read before.".formatted(target));
    }
    var now = new World.Link(before.makesTopics(), driver.observe(), "");
    return patched -> patched.with(target, now);
  }

  /// With those that refer to them: whether a reference is stale shows at the one that refers.
  private Function<World, World> registry(World world, Set<ResourceKey.Artifact> artifacts) {
    RegistryDriver driver = servers.registry();
    RegistrySnapshot before = world.registry();
    if (driver == null || before == null) {
      throw new ObservationException("The registry was not read before.");
    }
    Set<ResourceKey.Artifact> wanted = new TreeSet<>(artifacts);
    before
        .artifacts()
        .forEach((key, artifact) -> {
          if (artifact.references().stream()
              .anyMatch(reference -> artifacts.contains(reference.artifact()))) {
            wanted.add(key);
          }
        });
    RegistrySnapshot now = driver.observeArtifacts(wanted);
    Map<ResourceKey.Artifact, RegistrySnapshot.Artifact> all = new HashMap<>(before.artifacts());
    all.keySet().removeAll(wanted);
    all.putAll(now.artifacts());
    return patched -> patched.with(new RegistrySnapshot(all));
  }

  private Function<World, World> scram(String cluster, Map<ResourceKey.ScramUser, Owner> asked) {
    ScramDriver driver = servers.scram().get(cluster);
    if (driver == null) {
      throw new ObservationException("Users of `%s` were not read before.".formatted(cluster));
    }
    ScramSnapshot now = driver.observe(asked);
    return patched -> {
      Map<ResourceKey.ScramUser, ScramSnapshot.User> all = new HashMap<>();
      World.Scram before = patched.scram().get(cluster);
      if (before != null && before.snapshot() != null) {
        all.putAll(before.snapshot().users());
      }
      all.keySet().removeAll(asked.keySet());
      all.putAll(now.users());
      return patched.with(cluster, new World.Scram(new ScramSnapshot(now.standard(), all), ""));
    };
  }

  private Function<World, World> identity(Map<ResourceKey.Client, Owner> logins) {
    IdentityDriver driver = Objects.requireNonNull(servers.identity());
    IdentitySnapshot now = driver.observe(logins);
    return patched -> {
      Map<ResourceKey.Client, IdentitySnapshot.Client> all =
          new HashMap<>(Objects.requireNonNull(patched.identity()).clients());
      all.keySet().removeAll(logins.keySet());
      all.putAll(now.clients());
      return patched.with(new IdentitySnapshot(now.standard(), all));
    };
  }
}
