// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.grant;

import dev.weft.model.compatibility.ReaderUses;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.environment.LiveEnvironment;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What has become of every grant, and how it is used.
///
/// @param environment whose
/// @param grants by id and cluster
public record GrantList(String environment, List<GrantState> grants) {

  public GrantList {
    grants = List.copyOf(grants);
  }

  static GrantList of(String environment, Collection<StatusDocument> documents) {
    return new GrantList(
        environment,
        documents.stream()
            .filter(GrantStatus.class::isInstance)
            .map(document -> GrantState.of((GrantStatus) document))
            .sorted(Comparator.comparing(GrantState::id).thenComparing(GrantState::cluster))
            .toList());
  }

  /// Who reads what by these grants; empty while the log cannot be read.
  public static Optional<ReaderUses> uses(
      LiveEnvironment environment, EnvironmentMesh mesh, Instant at) {
    try {
      return Optional.of(
          ReaderUses.of(mesh.environment(), environment.documents(mesh).status().values(), at));
    } catch (ObservationException _) {
      // It would only have been told; nothing is decided by it.
      return Optional.empty();
    }
  }

  /// The timed facts of a grant on one cluster. What is absent has not happened, or is not known.
  ///
  /// @param id `{domain}/{product}/{grant}`
  /// @param product the product's URN
  /// @param ports such as `enriched@v1`
  /// @param writtenAt when the cluster confirmed its rights
  /// @param firstUsedAt when a committed offset of the consumer was first seen
  /// @param lastUsedAt when such an offset was last seen to move
  /// @param lag records yet to be read, over all ports of the grant
  /// @param endedAt when its rights were gone
  /// @param message what stands in the way; may be empty
  public record GrantState(
      String id,
      String product,
      String consumer,
      List<String> ports,
      String cluster,
      @Nullable Instant writtenAt,
      @Nullable Instant firstUsedAt,
      @Nullable Instant lastUsedAt,
      @Nullable Long lag,
      @Nullable Instant endedAt,
      String message) {
    public GrantState {
      ports = List.copyOf(ports);
    }

    static GrantState of(GrantStatus grant) {
      return new GrantState(
          grant.id(),
          grant.product(),
          grant.consumer(),
          grant.ports(),
          grant.cluster(),
          grant.writtenAt(),
          grant.firstUsedAt(),
          grant.lastUsedAt(),
          grant.lag(),
          grant.endedAt(),
          grant.message());
    }
  }
}
