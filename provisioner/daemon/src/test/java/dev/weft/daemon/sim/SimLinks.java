// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// What copies topics to the second cluster, as one process reaches it.
final class SimLinks implements LinkDriver {

  private final World world;
  private final Wire wire;

  SimLinks(World world, Node node) {
    this.world = world;
    this.wire = new Wire(world, node);
  }

  @Override
  public String target() {
    return world.links.target();
  }

  @Override
  public boolean makesTopics() {
    return world.links.makesTopics();
  }

  @Override
  public LinkSnapshot observe() {
    return wire.ask("link observe", world.links::observe);
  }

  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    return wire.ask("link validate", () -> world.links.validate(changes));
  }

  @Override
  public SortedMap<ResourceKey.Mirror, Long> lag(Set<ResourceKey.Mirror> mirrors) {
    return wire.ask("link lag", () -> world.links.lag(mirrors));
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    wire.apply("link", changes, report, world.links::apply);
  }

  @Override
  public void close() {
    // The connection of a process; the worker stays.
  }
}
