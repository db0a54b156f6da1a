// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.mesh.Product.Status;
import dev.weft.model.name.PortName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds topics that links would copy round in a circle. A copy keeps its topic's name, so that
/// neither link can tell it from a record that is new.
final class LinkLoops {

  private final MeshIndex index;
  private final Findings findings;

  LinkLoops(MeshIndex index, Findings findings) {
    this.index = index;
    this.findings = findings;
  }

  /// A topic is copied from one cluster to another because of a port.
  private record Step(String from, String to, Port port) {}

  /// Reports each port of each loop.
  ///
  /// @return the ports that were reported
  Set<PortName> check(List<Product> products) {
    Map<String, List<Step>> byTopic = new HashMap<>();
    for (Product product : products) {
      for (Port port : product.ports()) {
        if (port.status() != Status.RETIRED && port.clusters().size() > 1) {
          port.clusters().stream()
              .skip(1)
              .map(to -> new Step(port.clusters().getFirst(), to, port))
              .forEach(step ->
                  byTopic.computeIfAbsent(port.topic().name(), _ -> new ArrayList<>(1)).add(step));
        }
      }
    }
    Set<PortName> looping = new TreeSet<>();
    // It takes two steps to come back.
    byTopic.values().removeIf(steps -> steps.size() < 2);
    new TreeMap<>(byTopic)
        .forEach((topic, steps) ->
            steps.forEach(step -> {
              List<Step> loop = loop(step, steps);
              if (loop != null && looping.add(step.port().name())) {
                report(topic, loop);
              }
            }));
    return looping;
  }

  /// The shortest way from a step's end back to its beginning, the step itself first.
  private static @Nullable List<Step> loop(Step first, List<Step> steps) {
    List<List<Step>> ways = new ArrayList<>(List.of(List.of(first)));
    Set<String> seen = new HashSet<>();
    for (int at = 0; at < ways.size(); at++) {
      List<Step> way = ways.get(at);
      if (way.getLast().to().equals(first.from())) {
        return way;
      }
      for (Step next : steps) {
        if (next.from().equals(way.getLast().to()) && seen.add(next.to())) {
          List<Step> longer = new ArrayList<>(way);
          longer.add(next);
          ways.add(longer);
        }
      }
    }
    return null;
  }

  private void report(String topic, List<Step> loop) {
    var way = new StringJoiner(", ");
    for (Step step : loop) {
      Location place = place(step);
      way.add(
          "from `%s` to `%s` (%s:%d)"
              .formatted(step.from(), step.to(), place.file(), place.line()));
    }
    findings.error(
        place(loop.getFirst()),
        Rules.LINK_LOOP,
        "Links would copy the topic `%s` round in a circle: %s.".formatted(topic, way),
        "produce the topic on one cluster, and make that port available on the others");
  }

  private Location place(Step step) {
    PortName name = step.port().name();
    DataProductManifest manifest = Objects.requireNonNull(index.product(name.product()));
    return manifest
        .find(name)
        .map(port -> port.node().at("availableOn", port.availableOn().indexOf(step.to())))
        .orElse(manifest.location());
  }
}
