// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a topic that no manifest wants has gone on its way out. Each step can be undone by
/// wanting the topic again, until it is deleted.
///
/// @param noticedAt when it was first seen to be wanted no more
/// @param writesRevokedAt when its writers lost their rights
/// @param readsRevokedAt when its readers lost theirs
public record Removal(
    Instant noticedAt, @Nullable Instant writesRevokedAt, @Nullable Instant readsRevokedAt) {

  /// The steps, in their order.
  public enum Step {
    /// It has gone from Git; nothing else has changed.
    NOTICED,
    /// Nobody may write.
    WRITES_REVOKED,
    /// Nobody may read either.
    READS_REVOKED
  }

  /// The last step that was made.
  public Step step() {
    if (readsRevokedAt != null) {
      return Step.READS_REVOKED;
    }
    return writesRevokedAt == null ? Step.NOTICED : Step.WRITES_REVOKED;
  }

  /// When the last step was made.
  public Instant since() {
    if (readsRevokedAt != null) {
      return readsRevokedAt;
    }
    return writesRevokedAt == null ? noticedAt : writesRevokedAt;
  }

  /// After a further step.
  ///
  /// @param before null when the topic was wanted
  public static Removal after(@Nullable Removal before, Step step, Instant at) {
    Instant noticed = before == null ? at : before.noticedAt();
    return switch (step) {
      case NOTICED -> new Removal(noticed, null, null);
      case WRITES_REVOKED -> new Removal(noticed, at, null);
      case READS_REVOKED -> {
        Instant writes = before == null ? null : before.writesRevokedAt();
        yield new Removal(noticed, writes == null ? at : writes, at);
      }
    };
  }
}
