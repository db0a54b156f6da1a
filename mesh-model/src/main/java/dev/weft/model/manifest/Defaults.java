// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.mesh.Port.Classification;
import dev.weft.model.mesh.Port.Compatibility;
import org.jspecify.annotations.Nullable;

/// What holds where a port says nothing.
public record Defaults(
    @Nullable Compatibility compatibility,
    @Nullable Classification classification,
    Topic topic,
    Sla sla,
    Access access) {

  /// No defaults.
  public static final Defaults NOTHING =
      new Defaults(null, null, Topic.NOTHING, Sla.NOTHING, Access.NOTHING);

  /// These with others lying over them: what the others say wins, key by key.
  public Defaults overlaidBy(Defaults other) {
    return new Defaults(
        other.compatibility == null ? compatibility : other.compatibility,
        other.classification == null ? classification : other.classification,
        topic.overlaidBy(other.topic),
        sla.overlaidBy(other.sla),
        access.overlaidBy(other.access));
  }
}
