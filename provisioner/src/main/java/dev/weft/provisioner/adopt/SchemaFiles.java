// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.RegistrySnapshot.Artifact;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The registered schema of a topic as files of a product.
final class SchemaFiles {

  private static final Pattern PLAIN_PATH =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

  private final RegistrySnapshot registry;
  private final String domain;

  /// @param registry all groups of it
  SchemaFiles(RegistrySnapshot registry, String domain) {
    this.registry = registry;
    this.domain = domain;
  }

  /// A schema as files.
  ///
  /// @param key where it is registered; null when it is not
  /// @param main path of the port's file below the product's folder
  /// @param files content by path below the product's folder
  /// @param references paths that the port has to list
  record Found(
      ResourceKey.@Nullable Artifact key,
      String main,
      Map<String, String> files,
      List<String> references) {}

  /// The artifacts that the topic's records may be described by, the likeliest first.
  List<ResourceKey.Artifact> candidates(String topic) {
    return registry.artifacts().keySet().stream()
        .filter(key -> key.artifact().equals(topic + "-value"))
        .sorted(Comparator.comparingInt(this::rank).thenComparing(ResourceKey.ORDER))
        .toList();
  }

  private int rank(ResourceKey.Artifact key) {
    if (key.group().equals(domain)) {
      return 0;
    }
    return key.group().equals("default") ? 1 : 2;
  }

  /// A schema that takes any object.
  static Found open(String name) {
    String file = "schemas/" + name + ".json";
    String text =
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object"
        }
        """;
    return new Found(null, file, Map.of(file, text), List.of());
  }

  /// Why an artifact cannot become files.
  Optional<String> problem(ResourceKey.Artifact key) {
    Artifact artifact = registry.artifacts().get(key);
    if (artifact == null) {
      return Optional.of("it refers to " + key.text() + ", which has no version");
    }
    if (artifact.format() == null) {
      return Optional.of("it is neither Avro nor Protobuf nor JSON Schema");
    }
    for (RegistrySnapshot.Reference reference : artifact.references()) {
      boolean isAvro = artifact.format() == SchemaFormat.AVRO;
      if (!isAvro && !PLAIN_PATH.matcher(reference.name()).matches()) {
        return Optional.of("its reference `" + reference.name() + "` is no path of a file");
      }
      if (artifact.isReferenceStale()) {
        return Optional.of("it refers to a version that is not the newest");
      }
      Optional<String> problem = problem(reference.artifact());
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /// The files of an artifact that has no problem.
  Found files(ResourceKey.Artifact key, String name) {
    Artifact artifact = require(key);
    String main = "schemas/" + name + ending(artifact);
    Map<String, String> files = new TreeMap<>(Map.of(main, artifact.content()));
    var references = new LinkedHashMap<String, String>();
    collect(artifact, files, references);
    return new Found(key, main, files, new ArrayList<>(references.values()));
  }

  private void collect(Artifact user, Map<String, String> files, Map<String, String> references) {
    for (RegistrySnapshot.Reference reference : user.references()) {
      Artifact target = require(reference.artifact());
      boolean isAvro = target.format() == SchemaFormat.AVRO;
      String path =
          "schemas/" + (isAvro ? LegalNames.plain(reference.name()) + ".avsc" : reference.name());
      if (files.putIfAbsent(path, target.content()) == null) {
        collect(target, files, references);
        if (isAvro) {
          references.put(reference.name(), path);
        }
      }
    }
  }

  private Artifact require(ResourceKey.Artifact key) {
    Artifact artifact = registry.artifacts().get(key);
    if (artifact == null) {
      throw new IllegalStateException(key.text() + " was not checked");
    }
    return artifact;
  }

  private static String ending(Artifact artifact) {
    SchemaFormat format = artifact.format();
    if (format == null) {
      throw new IllegalStateException("an artifact of unknown format was not checked");
    }
    return switch (format) {
      case AVRO -> ".avsc";
      case PROTOBUF -> ".proto";
      case JSON -> ".json";
    };
  }
}
