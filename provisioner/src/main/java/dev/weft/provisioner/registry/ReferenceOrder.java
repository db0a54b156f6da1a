// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import dev.weft.provisioner.resource.ResourceKey.Artifact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Leaf-first order of artifacts that refer to each other.
///
/// @param waves artifacts whose references all stand in earlier waves
/// @param circles each artifact that refers to itself in the end, with the way round
/// @param stuck artifacts that refer to such a one
record ReferenceOrder(
    List<List<Artifact>> waves, Map<Artifact, String> circles, Set<Artifact> stuck) {

  /// @param references by artifact; those to artifacts that are no key do not count
  static ReferenceOrder of(Map<Artifact, Set<Artifact>> references) {
    var open = new LinkedHashMap<Artifact, Set<Artifact>>();
    references.forEach((key, targets) -> {
      var inside = new LinkedHashSet<>(targets);
      inside.retainAll(references.keySet());
      open.put(key, inside);
    });
    var waves = new ArrayList<List<Artifact>>();
    while (true) {
      List<Artifact> wave =
          open.entrySet().stream()
              .filter(entry -> entry.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      if (wave.isEmpty()) {
        return rest(waves, open);
      }
      waves.add(wave);
      wave.forEach(open::remove);
      open.values().forEach(targets -> wave.forEach(targets::remove));
    }
  }

  private static ReferenceOrder rest(
      List<List<Artifact>> waves, Map<Artifact, Set<Artifact>> open) {
    var circles = new LinkedHashMap<Artifact, String>();
    var stuck = new LinkedHashSet<Artifact>();
    for (Artifact start : open.keySet()) {
      List<Artifact> way = wayBack(start, open);
      if (way.isEmpty()) {
        stuck.add(start);
      } else {
        circles.put(
            start,
            way.stream()
                .map(key -> key.group() + "/" + key.artifact())
                .collect(Collectors.joining(" → ")));
      }
    }
    return new ReferenceOrder(waves, circles, stuck);
  }

  /// Breadth first, so the way shown is the shortest.
  private static List<Artifact> wayBack(Artifact start, Map<Artifact, Set<Artifact>> open) {
    var cameFrom = new LinkedHashMap<Artifact, Artifact>();
    var queue = new ArrayList<Artifact>(List.of(start));
    for (int next = 0; next < queue.size(); next++) {
      Artifact at = queue.get(next);
      for (Artifact target : open.getOrDefault(at, Set.of())) {
        if (target.equals(start)) {
          return way(start, at, cameFrom);
        }
        if (cameFrom.putIfAbsent(target, at) == null) {
          queue.add(target);
        }
      }
    }
    return List.of();
  }

  private static List<Artifact> way(
      Artifact start, Artifact last, Map<Artifact, Artifact> cameFrom) {
    var way = new ArrayList<Artifact>(List.of(start));
    for (Artifact at = last; !at.equals(start); ) {
      way.addFirst(at);
      Artifact previous = cameFrom.get(at);
      at = previous == null ? start : previous;
    }
    way.addFirst(start);
    return way;
  }
}
