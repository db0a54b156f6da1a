// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds and reads files of properties.
final class DeploymentFile {

  /// Names the configuration for every command.
  static final String VARIABLE = "WEFT_CONFIG";

  private DeploymentFile() {}

  /// The file of an environment.
  ///
  /// @param explicit what the command line says; wins over everything
  /// @param roots folders that may have a `.weft`, the nearest first
  /// @param variables of the process
  /// @param home of the user
  static Path find(
      String environment,
      @Nullable Path explicit,
      List<Path> roots,
      Map<String, String> variables,
      Path home) {
    return lookup(environment, explicit, roots, variables, home)
        .orElseThrow(() ->
            new DeploymentException(
                "No configuration of environment `%s` was found, so nobody knows where its servers are. Looked for: %s. Create one of these files, name one with --config or %s, or start servers on this machine with `weft up`."
                    .formatted(
                        environment,
                        String.join(
                            ", ",
                            places(environment, roots, home).stream()
                                .map(Path::toString)
                                .distinct()
                                .toList()),
                        VARIABLE)));
  }

  /// The same; empty when none is named and none of the usual ones exists.
  static Optional<Path> lookup(
      String environment,
      @Nullable Path explicit,
      List<Path> roots,
      Map<String, String> variables,
      Path home) {
    if (explicit != null) {
      return Optional.of(explicit);
    }
    String named = variables.get(VARIABLE);
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    return places(environment, roots, home).stream().filter(Files::isRegularFile).findFirst();
  }

  private static List<Path> places(String environment, List<Path> roots, Path home) {
    String name = environment + ".properties";
    List<Path> places = new ArrayList<>();
    roots.forEach(root -> places.add(root.resolve(".weft/environments").resolve(name)));
    places.add(home.resolve(".config/weft").resolve(name));
    return places;
  }

  /// All pairs of a file in UTF-8.
  static SortedMap<String, String> read(Path file) {
    var properties = new Unambiguous();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new DeploymentException(
          "`" + file + "` does not exist. Create it, or name another.", e);
    } catch (IOException e) {
      throw new DeploymentException(
          "`%s` cannot be read (%s). It has to be a file of properties in UTF-8 that you may read."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    } catch (IllegalArgumentException e) {
      throw new DeploymentException(
          "`%s` is no file of properties: %s Write \\\\ for a backslash."
              .formatted(file, e.getMessage()),
          e);
    }
    if (!properties.repeated.isEmpty()) {
      throw new DeploymentException(
          "`%s` sets %s twice. Keep one of them."
              .formatted(file, String.join(", ", properties.repeated)));
    }
    SortedMap<String, String> pairs = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> pairs.put(name, properties.getProperty(name).strip()));
    return pairs;
  }

  /// What stands below a prefix, by the name that comes next: the pair `links.cloud.url` is the
  /// property `url` of `cloud`.
  ///
  /// @param bare what is wrong with a key that ends with the name
  static SortedMap<String, SortedMap<String, String>> byName(
      SortedMap<String, String> pairs, String prefix, Function<String, DeploymentException> bare) {
    SortedMap<String, SortedMap<String, String>> byName = new TreeMap<>();
    for (Map.Entry<String, String> pair : pairs.tailMap(prefix).entrySet()) {
      String key = pair.getKey();
      if (key.startsWith(prefix)) {
        int dot = key.indexOf('.', prefix.length());
        if (dot < 0) {
          throw bare.apply(key);
        }
        byName
            .computeIfAbsent(key.substring(prefix.length(), dot), _ -> new TreeMap<>())
            .put(key.substring(dot + 1), pair.getValue());
      }
    }
    return byName;
  }

  /// Properties that remember what was set twice, where Java's keep the last and say nothing.
  private static final class Unambiguous extends Properties {
    private final transient Set<String> repeated = new LinkedHashSet<>();

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
      if (containsKey(key)) {
        repeated.add("`" + key + "`");
      }
      return super.put(key, value);
    }
  }
}
