// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;

/// How a grant was used, as the consumer's committed offsets show it.
///
/// @param id the grant's, `{domain}/{product}/{grant}`
/// @param cluster the cluster's name
/// @param at when it was measured
/// @param groups consumer groups of the application with an offset on a granted topic
/// @param position sum of the committed offsets
/// @param lag records yet to be read, over all granted topics and groups
public record GrantUse(String id, String cluster, Instant at, int groups, long position, long lag)
    implements Measurement {

  /// `grant/{id}@{cluster}`.
  @Override
  public String key() {
    return GrantStatus.key(id, cluster);
  }
}
