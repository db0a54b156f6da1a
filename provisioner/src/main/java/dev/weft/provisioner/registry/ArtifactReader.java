// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import dev.weft.model.schema.Canonical;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.registry.RegistryApi.Version;
import dev.weft.provisioner.registry.RegistryException.Kind;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.RegistrySnapshot.Reference;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads artifacts. What a version holds never changes, so it is fetched once per process.
final class ArtifactReader {

  private static final int REMEMBERED = 20_000;

  private final RegistryApi api;
  private final Lanes lanes;
  private final Map<Identity, Held> remembered = new ConcurrentHashMap<>();

  ArtifactReader(RegistryApi api, Lanes lanes) {
    this.api = api;
    this.lanes = lanes;
  }

  private record Identity(ResourceKey.Artifact key, Version version) {}

  /// What one version holds.
  record Held(String content, String canonical, List<Reference> references) {}

  /// An artifact's newest version with what it holds.
  record Newest(Version version, Held held) {}

  private record Read(ResourceKey.Artifact key, RegistrySnapshot.@Nullable Artifact artifact) {}

  /// Those of the artifacts that exist and have a version.
  RegistrySnapshot read(Collection<ResourceKey.Artifact> keys) {
    var found = new HashMap<ResourceKey.Artifact, RegistrySnapshot.Artifact>();
    for (Read read : lanes.map(keys, this::readOne)) {
      RegistrySnapshot.Artifact artifact = read.artifact();
      if (artifact != null) {
        found.put(read.key(), artifact);
      }
    }
    Map<ResourceKey.Artifact, String> versions = newestOfReferences(found);
    found.replaceAll((_, artifact) -> judged(artifact, versions));
    return new RegistrySnapshot(Map.copyOf(found));
  }

  private Read readOne(ResourceKey.Artifact key) {
    Optional<Newest> newest = newest(key);
    if (newest.isEmpty()) {
      return new Read(key, null);
    }
    Version version = newest.get().version();
    Held held = newest.get().held();
    return new Read(
        key,
        new RegistrySnapshot.Artifact(
            format(version.type()),
            version.version(),
            version.globalId(),
            held.content(),
            held.canonical(),
            held.references(),
            api.compatibility(key).orElse(null),
            false));
  }

  /// The newest enabled version with its content; empty when there is none.
  Optional<Newest> newest(ResourceKey.Artifact key) {
    for (int attempt = 0; attempt < 3; attempt++) {
      Optional<Version> version = api.newest(key);
      if (version.isEmpty()) {
        return Optional.empty();
      }
      Optional<Held> held = held(key, version.get());
      if (held.isPresent()) {
        return Optional.of(new Newest(version.get(), held.get()));
      }
    }
    throw new RegistryException(
        Kind.GARBLED,
        "Registry: versions of " + key.text() + " vanish while they are read.",
        (Problem) null);
  }

  /// Ids of those of the artifacts that exist.
  Map<ResourceKey.Artifact, ApicurioRegistry.SchemaIds> ids(Collection<ResourceKey.Artifact> keys) {
    var ids = new HashMap<ResourceKey.Artifact, ApicurioRegistry.SchemaIds>();
    lanes
        .map(keys, key -> newest(key).map(newest -> Map.entry(key, ids(newest))))
        .forEach(found -> found.ifPresent(entry -> ids.put(entry.getKey(), entry.getValue())));
    return Map.copyOf(ids);
  }

  private static ApicurioRegistry.SchemaIds ids(Newest newest) {
    return new ApicurioRegistry.SchemaIds(
        newest.version().version(),
        newest.version().globalId(),
        newest.version().contentId(),
        newest.held().content(),
        newest.held().canonical());
  }

  private Optional<Held> held(ResourceKey.Artifact key, Version version) {
    var identity = new Identity(key, version);
    Held known = remembered.get(identity);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<String> content = api.content(key, version.version());
    Optional<List<Reference>> references = api.references(key, version.version());
    if (content.isEmpty() || references.isEmpty()) {
      return Optional.empty();
    }
    var held =
        new Held(content.get(), canonical(format(version.type()), content.get()), references.get());
    if (remembered.size() >= REMEMBERED) {
      remembered.clear();
    }
    remembered.put(identity, held);
    return Optional.of(held);
  }

  private Map<ResourceKey.Artifact, String> newestOfReferences(
      Map<ResourceKey.Artifact, RegistrySnapshot.Artifact> found) {
    var versions = new HashMap<ResourceKey.Artifact, String>();
    found.forEach((key, artifact) -> versions.put(key, artifact.version()));
    Set<ResourceKey.Artifact> others = new LinkedHashSet<>();
    for (RegistrySnapshot.Artifact artifact : found.values()) {
      for (Reference reference : artifact.references()) {
        if (!versions.containsKey(reference.artifact())) {
          others.add(reference.artifact());
        }
      }
    }
    var read =
        lanes.map(others, key -> Map.entry(key, api.newest(key).map(Version::version).orElse("")));
    read.forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
    return versions;
  }

  private static RegistrySnapshot.Artifact judged(
      RegistrySnapshot.Artifact artifact, Map<ResourceKey.Artifact, String> versions) {
    boolean isStale =
        artifact.references().stream()
            .anyMatch(reference -> !reference.version().equals(versions.get(reference.artifact())));
    return !isStale
        ? artifact
        : new RegistrySnapshot.Artifact(
            artifact.format(),
            artifact.version(),
            artifact.globalId(),
            artifact.content(),
            artifact.canonical(),
            artifact.references(),
            artifact.compatibility(),
            true);
  }

  private static @Nullable SchemaFormat format(String type) {
    for (SchemaFormat format : SchemaFormat.values()) {
      if (format.artifactType().equals(type)) {
        return format;
      }
    }
    return null;
  }

  /// A text that is equal for contents of equal meaning.
  static String canonical(@Nullable SchemaFormat format, String content) {
    return format == null ? content : Canonical.of(format, content);
  }
}
