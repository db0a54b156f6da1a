// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;

/// How far the topic of a port has come.
///
/// @param urn the port's
/// @param cluster the cluster's name
/// @param at when it was measured
/// @param end sum of the end offsets of its partitions: two of these are a rate
public record PortTraffic(String urn, String cluster, Instant at, long end) implements Measurement {

  /// `{urn}@{cluster}`.
  @Override
  public String key() {
    return urn + "@" + cluster;
  }
}
