// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the schema registry holds of the artifacts that were asked for.
///
/// @param artifacts those that exist
public record RegistrySnapshot(Map<ResourceKey.Artifact, Artifact> artifacts) {

  /// An artifact with its newest version.
  ///
  /// @param format null when it is none that Weft knows
  /// @param version the newest enabled version, as the registry names it
  /// @param globalId the registry's id of that version
  /// @param content its text
  /// @param canonical [dev.weft.model.schema.Canonical] text of the content
  /// @param references its direct references with the versions they are pinned to
  /// @param compatibility the rule of the artifact itself; null when it has none
  /// @param isReferenceStale whether a reference is pinned to another version than the newest
  public record Artifact(
      @Nullable SchemaFormat format,
      String version,
      long globalId,
      String content,
      String canonical,
      List<Reference> references,
      @Nullable Compatibility compatibility,
      boolean isReferenceStale) {}

  /// A reference as the registry keeps it.
  public record Reference(String name, ResourceKey.Artifact artifact, String version) {}
}
