// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The teams of a mesh and who owns which domain, and nothing else of it: checking manifests is not
/// the stack's business.
final class Teams {

  private static final Teams NONE = new Teams(Collections.emptySortedMap());

  private final SortedMap<String, List<String>> members;

  private Teams(SortedMap<String, List<String>> members) {
    this.members = members;
  }

  /// The teams of a mesh in a folder; none when it has no such file.
  static Teams of(Path mesh) {
    Path file = mesh.resolve("teams.yaml");
    return Files.exists(file) ? parse(read(file)) : NONE;
  }

  /// The team that owns a domain, as its folder's manifest says; empty when it does not.
  static String ownerOf(Path domain) {
    Path file = domain.resolve("domain.yaml");
    return Files.exists(file) ? text(field(field(read(file), "spec"), "owner")) : "";
  }

  /// The teams in a document of kind `TeamList`; entries without a name are left out.
  static Teams parse(Object document) {
    var members = new TreeMap<String, List<String>>();
    for (Object team : list(field(field(document, "spec"), "teams"))) {
      String name = text(field(team, "name"));
      if (!name.isEmpty()) {
        members.put(
            name,
            list(field(team, "members")).stream()
                .map(Teams::text)
                .filter(member -> !member.isEmpty())
                .toList());
      }
    }
    return new Teams(Collections.unmodifiableSortedMap(members));
  }

  static Object yaml(String text) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(text);
    return Objects.requireNonNullElse(document, "");
  }

  List<String> names() {
    return List.copyOf(members.keySet());
  }

  /// The addresses of a team's members; none when the team is not known.
  List<String> membersOf(String team) {
    return members.getOrDefault(team, List.of());
  }

  static Object read(Path file) {
    try {
      return yaml(Files.readString(file));
    } catch (IOException | YamlEngineException e) {
      throw new DevStackException(
          "Cannot read %s: %s. `weft validate` says more.".formatted(file, e.getMessage()), e);
    }
  }

  static Object field(Object node, String name) {
    return node instanceof Map<?, ?> map ? Objects.requireNonNullElse(map.get(name), "") : "";
  }

  static List<?> list(Object node) {
    return node instanceof List<?> list ? list : List.of();
  }

  static String text(Object node) {
    return node instanceof String string ? string : "";
  }
}
