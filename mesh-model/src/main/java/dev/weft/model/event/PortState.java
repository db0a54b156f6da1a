// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the topic of a port holds.
///
/// @param urn the port's
/// @param cluster the cluster's name
/// @param at when it was measured
/// @param begin sum of the first offsets of its partitions: what is below was deleted
/// @param end sum of the end offsets of its partitions
/// @param oldestAt the time of the oldest record that is still there; absent when there is none
/// @param newestAt the time of the newest record; absent when there is none
/// @param bytes size of one copy of it on disk; absent when the cluster does not tell
/// @param perSecond records per second since it was measured before; absent the first time
public record PortState(
    String urn,
    String cluster,
    Instant at,
    long begin,
    long end,
    @Nullable Instant oldestAt,
    @Nullable Instant newestAt,
    @Nullable Long bytes,
    @Nullable Double perSecond)
    implements Measurement {

  /// `{urn}@{cluster}`.
  @Override
  public String key() {
    return urn + "@" + cluster;
  }
}
