// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Files in the order of their dependencies, the one that depends on nothing first.
///
/// @param <F> kind of file
final class Dependencies<F extends ParsedFile> {

  private final Lookup<F> lookup;
  private final Map<String, F> done = new LinkedHashMap<>();
  private final List<String> path = new ArrayList<>();

  private Dependencies(Lookup<F> lookup) {
    this.lookup = lookup;
  }

  /// How to get from a file to those it depends on.
  interface Lookup<F extends ParsedFile> {
    List<Edge> edges(F file) throws Refusal;

    F file(String path) throws Refusal;
  }

  /// One dependency.
  ///
  /// @param name as the using file writes it
  /// @param path the file that is meant
  /// @param location where it is written
  record Edge(String name, String path, Location location) {}

  /// All files that `root` needs, leaf first, and `root` itself as the last one.
  static <F extends ParsedFile> List<F> order(F root, Lookup<F> lookup) throws Refusal {
    Dependencies<F> dependencies = new Dependencies<>(lookup);
    dependencies.visit(root);
    return List.copyOf(dependencies.done.values());
  }

  private void visit(F file) throws Refusal {
    path.add(file.path());
    for (Edge edge : lookup.edges(file)) {
      int seen = path.indexOf(edge.path);
      if (seen >= 0) {
        List<String> circle = new ArrayList<>(path.subList(seen, path.size()));
        circle.add(edge.path);
        throw new Refusal(
            edge.location,
            SchemaRules.CYCLE,
            "Schema files refer to each other in a circle: " + String.join(" → ", circle) + ".",
            "Move the types that they share into a file of their own.");
      }
      if (!done.containsKey(edge.path)) {
        if (done.size() + path.size() > Limits.REFERENCES) {
          throw new Refusal(
              edge.location,
              SchemaRules.TOO_LARGE,
              "The schema refers to more than " + Limits.REFERENCES + " files.",
              "Put types that belong together into one file.");
        }
        visit(lookup.file(edge.path));
      }
    }
    path.removeLast();
    done.put(file.path(), file);
  }
}
