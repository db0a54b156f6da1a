// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Kafka clusters that a mesh has in one environment, and which of them links lead to; nothing
/// else of its `mesh.yaml`, since checking manifests is not the stack's business.
///
/// @param names the clusters, the one with the control-plane log first; never empty
/// @param linked those that a link from another of them leads to
record MeshClusters(List<String> names, List<String> linked) {

  private static final String USUAL = "onprem";

  MeshClusters {
    names = List.copyOf(names);
    linked = List.copyOf(linked);
  }

  /// What stands in a mesh's folder; the usual cluster alone where it says nothing of the
  /// environment.
  static MeshClusters of(Path mesh, String environment) {
    Path file = mesh.resolve("mesh.yaml");
    return Files.exists(file)
        ? parse(Teams.read(file), environment)
        : new MeshClusters(List.of(USUAL), List.of());
  }

  /// What a document of kind `Mesh` says.
  static MeshClusters parse(Object document, String environment) {
    Object spec = Teams.field(document, "spec");
    Object here = Teams.field(Teams.field(spec, "environments"), environment);
    var names = new ArrayList<String>();
    if (Teams.field(here, "clusters") instanceof Map<?, ?> clusters) {
      clusters.keySet().stream()
          .map(Teams::text)
          .filter(name -> !name.isEmpty())
          .forEach(names::add);
    }
    if (names.isEmpty()) {
      names.add(USUAL);
    }
    String control = Teams.text(Teams.field(here, "control"));
    if (names.remove(control)) {
      names.addFirst(control);
    }
    var linked = new ArrayList<String>();
    for (Object link : Teams.list(Teams.field(spec, "links"))) {
      String to = Teams.text(Teams.field(link, "to"));
      boolean isHere = names.contains(to) && names.contains(Teams.text(Teams.field(link, "from")));
      if (isHere && !linked.contains(to)) {
        linked.add(to);
      }
    }
    return new MeshClusters(names, linked);
  }
}
