// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;

/// How far the copy of a port is behind what is produced.
///
/// @param urn the port's
/// @param source the cluster that it is produced on
/// @param cluster the cluster that has the copy
/// @param at when it was measured
/// @param records how many records are not copied yet
public record LinkLag(String urn, String source, String cluster, Instant at, long records)
    implements Measurement {

  /// `link/{urn}@{cluster}`.
  @Override
  public String key() {
    return "link/" + urn + "@" + cluster;
  }
}
