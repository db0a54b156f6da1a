// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.mesh.Grant;
import dev.weft.model.name.PortName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of one grant on one cluster, as they grow. A fact that is known never changes, until
/// the grant ends and begins anew, or asks for other ports.
final class GrantFacts {

  private GrantFacts() {}

  /// What one pass found out about the rights of a grant.
  ///
  /// @param isSeen whether all bindings were there when the cluster was read
  /// @param seenAt when that was
  /// @param isWritten whether all are there after what was applied
  /// @param writtenAt when that was known
  /// @param message what stands in the way; empty when nothing does
  record Sight(
      boolean isSeen, Instant seenAt, boolean isWritten, Instant writtenAt, String message) {}

  /// Where the facts of an active grant begin.
  static GrantStatus begin(
      @Nullable GrantStatus before, Grant grant, String cluster, CommitDocument commit) {
    List<String> ports = grant.ports().stream().map(PortName::local).toList();
    if (before != null && before.endedAt() == null && before.ports().equals(ports)) {
      return before;
    }
    GrantStatus merged =
        GrantStatus.merged(
            GrantRights.id(grant),
            grant.product().urn(),
            grant.consumer().toString(),
            ports,
            cluster,
            commit);
    return before == null || before.endedAt() != null
        ? merged
        : merged.withUse(
            before.firstUsedAt(), before.lastUsedAt(), before.position(), before.lag());
  }

  /// Adds what a pass found out.
  static GrantStatus next(GrantStatus facts, Sight sight) {
    Instant written = facts.writtenAt();
    Instant readBack = facts.readBackAt();
    if (written == null && sight.isSeen()) {
      // Somebody else wrote it, or nobody could note it: it is as good as written when seen.
      written = sight.seenAt();
      readBack = sight.seenAt();
    } else if (written == null && sight.isWritten()) {
      written = sight.writtenAt();
    } else if (written != null
        && readBack == null
        && sight.isSeen()
        && !sight.seenAt().isBefore(written)) {
      readBack = sight.seenAt();
    }
    return facts.withRights(written, readBack).withMessage(sight.message());
  }
}
