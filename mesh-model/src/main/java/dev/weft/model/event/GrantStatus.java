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
/// @param position sum of the consumer's committed offsets on the granted topics
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
    @Nullable Long position,
    @Nullable Long lag,
    @Nullable Instant endedAt,
    String message)
    implements StatusDocument {

  public GrantStatus {
    ports = List.copyOf(ports);
  }

  /// A grant that was just seen active, of which nothing has happened yet.
  public static GrantStatus merged(
      String id,
      String product,
      String consumer,
      List<String> ports,
      String cluster,
      CommitDocument commit) {
    return new GrantStatus(
        id,
        product,
        consumer,
        ports,
        cluster,
        commit.time(),
        commit.id(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "");
  }

  /// The same with the moments of writing and reading back.
  public GrantStatus withRights(@Nullable Instant written, @Nullable Instant readBack) {
    return new GrantStatus(
        id,
        product,
        consumer,
        ports,
        cluster,
        mergedAt,
        mergedCommit,
        written,
        readBack,
        firstUsedAt,
        lastUsedAt,
        position,
        lag,
        endedAt,
        message);
  }

  /// The same with what is known of its use.
  public GrantStatus withUse(
      @Nullable Instant first,
      @Nullable Instant last,
      @Nullable Long newPosition,
      @Nullable Long newLag) {
    return new GrantStatus(
        id,
        product,
        consumer,
        ports,
        cluster,
        mergedAt,
        mergedCommit,
        writtenAt,
        readBackAt,
        first,
        last,
        newPosition,
        newLag,
        endedAt,
        message);
  }

  /// The same with its end.
  public GrantStatus withEnd(@Nullable Instant ended, String newMessage) {
    return new GrantStatus(
        id,
        product,
        consumer,
        ports,
        cluster,
        mergedAt,
        mergedCommit,
        writtenAt,
        readBackAt,
        firstUsedAt,
        lastUsedAt,
        position,
        lag,
        ended,
        newMessage);
  }

  /// The same with what stands in the way.
  public GrantStatus withMessage(String newMessage) {
    return withEnd(endedAt, newMessage);
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
