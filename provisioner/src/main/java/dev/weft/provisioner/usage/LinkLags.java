// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.usage;

import dev.weft.model.event.LinkLag;
import dev.weft.model.event.Measurement;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.mesh.Product.Status;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How far the copies of ports are behind.
public final class LinkLags {

  private final SortedMap<ResourceKey.Mirror, Port> ports = new TreeMap<>();

  /// The copies that a mesh wants.
  public LinkLags(EnvironmentMesh mesh) {
    for (Product product : mesh.products()) {
      for (Port port : product.ports()) {
        boolean isCopied = port.status() == Status.ACTIVE || port.status() == Status.DEPRECATED;
        if (isCopied) {
          port.clusters().stream()
              .skip(1)
              .forEach(
                  target -> ports.put(new ResourceKey.Mirror(target, port.topic().name()), port));
        }
      }
    }
  }

  /// What to measure, by the cluster that receives.
  public SortedMap<String, Set<ResourceKey.Mirror>> questions() {
    SortedMap<String, Set<ResourceKey.Mirror>> questions = new TreeMap<>();
    ports
        .keySet()
        .forEach(key -> questions.computeIfAbsent(key.cluster(), _ -> new TreeSet<>()).add(key));
    return questions;
  }

  /// What to write after measuring.
  ///
  /// @param lags records that are not copied yet, by the cluster that receives; without clusters
  ///   whose links could not be read
  public DocumentChanges changes(
      Map<String, SortedMap<ResourceKey.Mirror, Long>> lags, Instant at) {
    List<Measurement> measurements = new ArrayList<>();
    lags.values()
        .forEach(ofTarget ->
            ofTarget.forEach((key, records) -> {
              Port port = ports.get(key);
              if (port != null) {
                measurements.add(
                    new LinkLag(
                        port.name().urn(), port.clusters().getFirst(), key.cluster(), at, records));
              }
            }));
    SortedSet<String> none = new TreeSet<>();
    return new DocumentChanges(List.of(), none, List.of(), none, measurements);
  }
}
