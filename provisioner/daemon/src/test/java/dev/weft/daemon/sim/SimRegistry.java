// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The registry as one process reaches it.
final class SimRegistry implements RegistryDriver {

  private final World world;
  private final Wire wire;

  SimRegistry(World world, Node node) {
    this.world = world;
    this.wire = new Wire(world, node);
  }

  @Override
  public RegistrySnapshot observe(Set<String> groups) {
    return wire.ask("registry observe", () -> world.registry.observe(groups));
  }

  @Override
  public RegistrySnapshot observeArtifacts(Set<ResourceKey.Artifact> artifacts) {
    return wire.ask("registry observe", () -> world.registry.observeArtifacts(artifacts));
  }

  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    return wire.ask("registry validate", () -> world.registry.validate(changes));
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    wire.apply("registry", changes, report, world.registry::apply);
  }

  @Override
  public void close() {
    // The connection of a process; the registry stays.
  }
}
