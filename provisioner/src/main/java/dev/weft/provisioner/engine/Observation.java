// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.driver.ScramDriver;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the world: all clusters side by side, and beside them the inventory and then those groups
/// of the registry and clients of the identity provider that are wanted or owned. A cluster that
/// cannot be read is a failure of that cluster only; without the inventory nothing can be concluded
/// at all.
final class Observation {

  private final Servers servers;
  private final ControlPlaneLog log;
  private final Clock clock;
  private final DesiredState desired;
  private final String revision;
  private final Parallel parallel;

  Observation(
      Servers servers,
      ControlPlaneLog log,
      Clock clock,
      DesiredState desired,
      String revision,
      Parallel parallel) {
    this.servers = servers;
    this.log = log;
    this.clock = clock;
    this.desired = desired;
    this.revision = revision;
    this.parallel = parallel;
  }

  /// A part of the world; without a snapshot it says why there is none.
  private sealed interface Part {
    record OfCluster(String name, @Nullable ClusterSnapshot snapshot, String failure)
        implements Part {}

    record OfRegistry(@Nullable RegistrySnapshot snapshot, String failure) implements Part {}

    record OfIdentity(@Nullable IdentitySnapshot snapshot, String failure) implements Part {}

    /// The inventory, and what could only be asked about once it was known.
    record OfLog(
        Inventory inventory, OfRegistry registry, OfIdentity identity, OfLinks links, OfScram scram)
        implements Part {}

    record OfScram(SortedMap<String, World.Scram> clusters) implements Part {}

    record OfLinks(SortedMap<String, World.Link> links) implements Part {}
  }

  World world() {
    List<Callable<Part>> tasks = new ArrayList<>();
    tasks.add(this::ofLog);
    desired.clusters().keySet().forEach(name -> tasks.add(() -> cluster(name)));

    List<Part> parts = parallel.run(tasks);
    SortedMap<String, ClusterSnapshot> clusters = new TreeMap<>();
    SortedMap<String, String> unreachable = new TreeMap<>();
    for (Part.OfCluster cluster : all(parts, Part.OfCluster.class)) {
      if (cluster.snapshot() == null) {
        unreachable.put(cluster.name(), cluster.failure());
      } else {
        clusters.put(cluster.name(), cluster.snapshot());
      }
    }
    Part.OfLog rest = all(parts, Part.OfLog.class).getFirst();
    return new World(
        clusters,
        unreachable,
        rest.registry().snapshot(),
        rest.registry().failure(),
        rest.identity().snapshot(),
        rest.identity().failure(),
        rest.links().links(),
        rest.scram().clusters(),
        rest.inventory(),
        revision,
        clock.instant());
  }

  private static <T extends Part> List<T> all(List<Part> parts, Class<T> type) {
    return parts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Part cluster(String name) {
    ClusterDriver driver = servers.clusters().get(name);
    if (driver == null) {
      return new Part.OfCluster(name, null, "no connection to it is configured");
    }
    try {
      return new Part.OfCluster(name, driver.observe(), "");
    } catch (ObservationException e) {
      return new Part.OfCluster(name, null, sentence(e));
    }
  }

  private Part ofLog() {
    Inventory inventory = log.inventory();
    List<Part> parts =
        parallel.run(
            List.of(
                () -> registry(groups(inventory)),
                () -> identity(clients(inventory)),
                () -> links(targets(inventory)),
                () -> scram(users(inventory))));
    return new Part.OfLog(
        inventory,
        all(parts, Part.OfRegistry.class).getFirst(),
        all(parts, Part.OfIdentity.class).getFirst(),
        all(parts, Part.OfLinks.class).getFirst(),
        all(parts, Part.OfScram.class).getFirst());
  }

  private Part registry(Set<String> groups) {
    RegistryDriver registry = servers.registry();
    if (groups.isEmpty()) {
      return new Part.OfRegistry(new RegistrySnapshot(Map.of()), "");
    }
    if (registry == null) {
      return new Part.OfRegistry(null, "no connection to one is configured");
    }
    try {
      return new Part.OfRegistry(registry.observe(groups), "");
    } catch (ObservationException e) {
      return new Part.OfRegistry(null, sentence(e));
    }
  }

  private Part identity(Map<ResourceKey.Client, Owner> clients) {
    IdentityDriver identity = servers.identity();
    if (identity == null) {
      return new Part.OfIdentity(null, "");
    }
    try {
      return new Part.OfIdentity(identity.observe(clients), "");
    } catch (ObservationException e) {
      return new Part.OfIdentity(null, sentence(e));
    }
  }

  private Part links(Set<String> targets) {
    SortedMap<String, World.Link> links = new TreeMap<>();
    List<LinkDriver> drivers =
        targets.stream()
            .filter(servers.links()::containsKey)
            .map(servers.links()::get)
            .map(Objects::requireNonNull)
            .toList();
    List<Callable<World.Link>> tasks = new ArrayList<>();
    drivers.forEach(driver -> tasks.add(() -> link(driver)));
    List<World.Link> seen = tasks.isEmpty() ? List.of() : parallel.run(tasks);
    for (int i = 0; i < drivers.size(); i++) {
      links.put(drivers.get(i).target(), seen.get(i));
    }
    return new Part.OfLinks(links);
  }

  private static World.Link link(LinkDriver driver) {
    try {
      return new World.Link(driver.makesTopics(), driver.observe(), "");
    } catch (ObservationException e) {
      return new World.Link(driver.makesTopics(), null, sentence(e));
    }
  }

  /// A cluster is read when it is about one of its users.
  private Part scram(Map<ResourceKey.ScramUser, Owner> users) {
    SortedMap<String, Map<ResourceKey.ScramUser, Owner>> byCluster = new TreeMap<>();
    users.forEach((key, owner) ->
        byCluster.computeIfAbsent(key.cluster(), _ -> new HashMap<>()).put(key, owner));
    SortedMap<String, World.Scram> clusters = new TreeMap<>();
    byCluster.forEach((name, asked) -> {
      ScramDriver driver = servers.scram().get(name);
      if (driver != null) {
        clusters.put(name, scram(driver, asked));
      }
    });
    return new Part.OfScram(clusters);
  }

  private static World.Scram scram(ScramDriver driver, Map<ResourceKey.ScramUser, Owner> users) {
    try {
      return new World.Scram(driver.observe(users), "");
    } catch (ObservationException e) {
      return new World.Scram(null, sentence(e));
    }
  }

  /// The clusters that something is, or was, to be mirrored to.
  Set<String> targets(Inventory inventory) {
    var targets = new TreeSet<String>();
    Stream.of(
            desired.resources().keySet(),
            inventory.entries().keySet(),
            inventory.pending().keySet())
        .flatMap(Set::stream)
        .forEach(key -> {
          if (key instanceof ResourceKey.Mirror mirror) {
            targets.add(mirror.cluster());
          }
        });
    return targets;
  }

  /// The clients that are wanted or ours, with whom they are for.
  Map<ResourceKey.Client, Owner> clients(Inventory inventory) {
    return logins(inventory, ResourceKey.Client.class);
  }

  /// The SCRAM users that are wanted or ours, with whom they are for.
  Map<ResourceKey.ScramUser, Owner> users(Inventory inventory) {
    return logins(inventory, ResourceKey.ScramUser.class);
  }

  private <K extends ResourceKey> Map<K, Owner> logins(Inventory inventory, Class<K> kind) {
    var logins = new HashMap<K, Owner>();
    inventory.pending().forEach((key, owner) -> put(logins, kind, key, owner));
    inventory.entries().forEach((key, entry) -> put(logins, kind, key, entry.owner()));
    desired.resources().forEach((key, wanted) -> put(logins, kind, key, wanted.owner()));
    return logins;
  }

  private static <K extends ResourceKey> void put(
      Map<K, Owner> logins, Class<K> kind, ResourceKey key, Owner owner) {
    if (kind.isInstance(key)) {
      logins.put(kind.cast(key), owner);
    }
  }

  private Set<String> groups(Inventory inventory) {
    var groups = new TreeSet<String>();
    Stream.of(
            desired.resources().keySet(),
            inventory.entries().keySet(),
            inventory.pending().keySet())
        .flatMap(Set::stream)
        .forEach(key -> {
          if (key instanceof ResourceKey.Artifact artifact) {
            groups.add(artifact.group());
          }
        });
    return groups;
  }

  /// The failure's message without its closing stop, to be put into other sentences.
  private static String sentence(ObservationException e) {
    String message = String.valueOf(e.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }
}
