// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.name.ProductName;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the last load of a repository has read, so that the next one reads only what has changed.
/// Only trees whose files have ids ([SourceFile#id]) gain by it.
public final class LoadMemory {

  private final ReentrantLock turns = new ReentrantLock();
  private Map<String, KnownManifest> manifests = Map.of();
  private Map<ProductName, KnownSchemas> schemas = Map.of();
  private final Map<String, KnownManifest> newManifests = new ConcurrentHashMap<>();
  private final Map<ProductName, KnownSchemas> newSchemas = new ConcurrentHashMap<>();

  private record KnownManifest(String id, ManifestFile file) {}

  /// @param read ids of the files that were looked for by path; empty where there was none
  private record KnownSchemas(
      DataProductManifest product, Map<String, String> read, Schemas.Found found) {}

  @Nullable ManifestFile manifest(String path, @Nullable String id) {
    KnownManifest known = manifests.get(path);
    return known != null && known.id().equals(id) ? known.file() : null;
  }

  void keep(ManifestFile file, @Nullable String id) {
    if (id != null) {
      newManifests.put(file.place().path(), new KnownManifest(id, file));
    }
  }

  /// What was found for a product, if neither its manifest nor any file that was looked for is
  /// another one now.
  Schemas.@Nullable Found schemas(DataProductManifest product, Source source) {
    KnownSchemas known = schemas.get(product.id());
    if (known == null || known.product() != product) {
      return null;
    }
    for (Map.Entry<String, String> file : known.read().entrySet()) {
      if (!file.getValue().equals(Objects.requireNonNullElse(source.id(file.getKey()), ""))) {
        return null;
      }
    }
    return known.found();
  }

  /// @param read ids of the files that were looked for by path; empty where there was none
  void keep(DataProductManifest product, Map<String, String> read, Schemas.Found found) {
    newSchemas.put(product.id(), new KnownSchemas(product, Map.copyOf(read), found));
  }

  /// What is known of a product is known of the next load, too.
  void keepOn(DataProductManifest product) {
    KnownSchemas known = schemas.get(product.id());
    if (known != null) {
      newSchemas.put(product.id(), known);
    }
  }

  /// Makes a load, while others wait. What it did not meet is forgotten afterwards.
  LoadedMesh during(Supplier<LoadedMesh> load) {
    turns.lock();
    try {
      return load.get();
    } finally {
      manifests = new HashMap<>(newManifests);
      schemas = new HashMap<>(newSchemas);
      newManifests.clear();
      newSchemas.clear();
      turns.unlock();
    }
  }
}
