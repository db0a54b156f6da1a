// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import dev.weft.provisioner.registry.ApicurioRegistry.SchemaIds;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Map;
import java.util.Set;

/// Where the ids of registered schemas are found; `ApicurioRegistry::schemaIds` is one.
public interface SchemaIdSource {

  /// The ids of those of the artifacts that exist.
  Map<ResourceKey.Artifact, SchemaIds> find(Set<ResourceKey.Artifact> artifacts);
}
