// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the world: all clusters side by side, and beside them the inventory and then those groups
/// of the registry that are wanted or owned. A cluster that cannot be read is a failure of that
/// cluster only; without the inventory nothing can be concluded at all.
final class Observation {

  private final Servers servers;
  private final ControlPlaneLog log;
  private final Clock clock;
  private final DesiredState desired;
  private final String revision;

  Observation(
      Servers servers, ControlPlaneLog log, Clock clock, DesiredState desired, String revision) {
    this.servers = servers;
    this.log = log;
    this.clock = clock;
    this.desired = desired;
    this.revision = revision;
  }

  /// A part of the world.
  private sealed interface Part {
    record OfCluster(String name, @Nullable ClusterSnapshot snapshot, String failure)
        implements Part {}

    record OfLog(Inventory inventory, @Nullable RegistrySnapshot registry, String failure)
        implements Part {}
  }

  World world() {
    List<Callable<Part>> tasks = new ArrayList<>();
    tasks.add(this::logAndRegistry);
    desired.clusters().keySet().forEach(name -> tasks.add(() -> cluster(name)));

    SortedMap<String, ClusterSnapshot> clusters = new TreeMap<>();
    SortedMap<String, String> unreachable = new TreeMap<>();
    Part.OfLog rest = null;
    for (Part part : Parallel.run(tasks)) {
      switch (part) {
        case Part.OfCluster cluster -> {
          if (cluster.snapshot() == null) {
            unreachable.put(cluster.name(), cluster.failure());
          } else {
            clusters.put(cluster.name(), cluster.snapshot());
          }
        }
        case Part.OfLog ofLog -> rest = ofLog;
      }
    }
    if (rest == null) {
      throw new IllegalStateException("the inventory is always read");
    }
    return new World(
        clusters,
        unreachable,
        rest.registry(),
        rest.failure(),
        rest.inventory(),
        revision,
        clock.instant());
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

  private Part logAndRegistry() {
    Inventory inventory = log.inventory();
    Set<String> groups = groups(inventory);
    RegistryDriver registry = servers.registry();
    if (groups.isEmpty()) {
      return new Part.OfLog(inventory, new RegistrySnapshot(Map.of()), "");
    }
    if (registry == null) {
      return new Part.OfLog(inventory, null, "no connection to one is configured");
    }
    try {
      return new Part.OfLog(inventory, registry.observe(groups), "");
    } catch (ObservationException e) {
      return new Part.OfLog(inventory, null, sentence(e));
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
