// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the names of the teams of a mesh, and nothing else of it: checking manifests is not the
/// stack's business.
final class TeamNames {

  private TeamNames() {}

  /// The teams of the sample mesh in a checkout; none when there is no sample.
  static List<String> of(Path root) {
    Path file = root.resolve(SampleMesh.FOLDER).resolve("teams.yaml");
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return parse(Files.readString(file));
    } catch (IOException | YamlEngineException e) {
      throw new DevStackException(
          "Cannot read the teams in %s: %s. `weft validate %s` says more."
              .formatted(file, e.getMessage(), SampleMesh.FOLDER),
          e);
    }
  }

  /// The names in a document of kind `TeamList`; entries without a name are left out.
  static List<String> parse(String text) {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
    return list(field(field(root, "spec"), "teams")).stream()
        .map(team -> field(team, "name"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static Object field(Object node, String name) {
    return node instanceof Map<?, ?> map ? Objects.requireNonNullElse(map.get(name), "") : "";
  }

  private static List<?> list(Object node) {
    return node instanceof List<?> list ? list : List.of();
  }
}
