// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The timed facts of a grant on one cluster. What is absent has not happened yet.
///
/// @param id the grant's, `{domain}/{product}/{grant}`
/// @param product the product's URN
/// @param consumer the reading application
/// @param ports such as `enriched@v1`, sorted
/// @param cluster the cluster's name
/// @param mergedAt time of the first commit in which the grant was seen active
/// @param mergedCommit that commit
/// @param writtenAt when the cluster confirmed all of its bindings
/// @param readBackAt when a later observation saw them all
/// @param firstUsedAt when a committed offset of the consumer on a granted topic was first seen
/// @param lastUsedAt when such an offset was last seen to move
/// @param lag records that the consumer has yet to read, over all granted topics and its groups
/// @param endedAt when the bindings were gone after the grant had ended
/// @param message what stands in the way; may be empty
public record GrantStatus(
    String id,
    String product,
    String consumer,
    List<String> ports,
    String cluster,
    Instant mergedAt,
    String mergedCommit,
    @Nullable Instant writtenAt,
    @Nullable Instant readBackAt,
    @Nullable Instant firstUsedAt,
    @Nullable Instant lastUsedAt,
    @Nullable Long lag,
    @Nullable Instant endedAt,
    String message)
    implements StatusDocument {

  public GrantStatus {
    ports = List.copyOf(ports);
  }

  /// `grant/{id}@{cluster}`.
  @Override
  public String key() {
    return key(id, cluster);
  }

  /// The key of a grant's status on a cluster.
  public static String key(String id, String cluster) {
    return "grant/" + id + "@" + cluster;
  }
}
