// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import org.jspecify.annotations.Nullable;

/// A Kafka cluster of an environment.
///
/// @param name the name manifests use
/// @param id Kafka's own cluster id; when given, nothing is written to a cluster with another id
public record Cluster(String name, @Nullable String id) {}
