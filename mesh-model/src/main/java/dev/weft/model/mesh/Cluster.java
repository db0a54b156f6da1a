// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.mesh.Port.Classification;
import org.jspecify.annotations.Nullable;

/// A Kafka cluster of an environment.
///
/// @param name the name manifests use
/// @param id Kafka's own cluster id; when given, nothing is written to a cluster with another id
/// @param classification the greatest classification of records that may be on it; absent when any
/// @param brokers how many brokers it has; absent when that is not known
public record Cluster(
    String name,
    @Nullable String id,
    @Nullable Classification classification,
    @Nullable Integer brokers) {

  /// A cluster of which only the name and the id are known.
  public Cluster(String name, @Nullable String id) {
    this(name, id, null, null);
  }
}
