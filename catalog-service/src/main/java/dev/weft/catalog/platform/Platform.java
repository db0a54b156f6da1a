// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How the platform is doing, and how old each answer is.
///
/// @param environment the environment's name
/// @param meshTitle what people call the mesh; the environment's name before the log was read
/// @param daemon what the daemon last said; absent when it never has
/// @param clusters the environment's clusters
/// @param services servers the platform consists of, as far as this service can see
/// @param projection how far the catalog is behind the log
/// @param counts what the mesh consists of
public record Platform(
    String environment,
    String meshTitle,
    @Nullable Daemon daemon,
    List<ClusterInfo> clusters,
    List<ServiceState> services,
    Projection projection,
    Counts counts) {

  public Platform {
    clusters = List.copyOf(clusters);
    services = List.copyOf(services);
  }

  /// The daemon that makes the mesh real, in its own words.
  ///
  /// @param environment the environment's name
  /// @param revision the commit it works on
  /// @param commitTime when that commit was made
  /// @param startedAt when it was started
  /// @param lastPassAt when it last finished a pass
  /// @param lastPassResult how that ended, in a word
  /// @param lastFullPassAt when it last compared everything with the clusters
  /// @param message what it does, or what stands in the way; may be empty
  /// @param leader whether it is the one that writes
  /// @param url where it answers
  @Schema(name = "DaemonStatus")
  public record Daemon(
      String environment,
      @Nullable String revision,
      @Nullable Instant commitTime,
      Instant startedAt,
      @Nullable Instant lastPassAt,
      @Nullable String lastPassResult,
      @Nullable Instant lastFullPassAt,
      String message,
      boolean leader,
      @Nullable String url) {}

  /// A Kafka cluster.
  ///
  /// @param name the name manifests use
  /// @param title a short human title
  @Schema(name = "ClusterInfo")
  public record ClusterInfo(String name, String title) {}

  /// A server.
  ///
  /// @param name such as `daemon`, `registry`, `identity`, `database` or `log`
  /// @param state what it answered
  /// @param message what stands in the way; may be empty
  /// @param checkedAt when it was asked
  @Schema(name = "ServiceStatus")
  public record ServiceState(
      String name,
      @Schema(enumeration = {"up", "down", "unknown"}) String state,
      String message,
      Instant checkedAt) {}

  /// How far the read model is.
  ///
  /// @param state `live` follows the log, `rebuilding` fills new tables beside the ones that are
  ///   shown, `waiting` retries after a failure, `starting` has not read yet
  /// @param message what stands in the way; may be empty
  /// @param lag records in the log that are not yet shown; absent while the log does not answer
  /// @param behind how long ago the read model was last known to be equal to the log; absent before
  ///   it ever was
  /// @param updatedAt when that was
  /// @param offsets how far each topic has been read
  @Schema(name = "Projection")
  public record Projection(
      @Schema(enumeration = {"starting", "live", "rebuilding", "waiting"}) String state,
      String message,
      @Nullable Long lag,
      @Nullable Duration behind,
      @Nullable Instant updatedAt,
      List<TopicOffset> offsets) {
    public Projection {
      offsets = List.copyOf(offsets);
    }
  }

  /// A place in the log.
  ///
  /// @param topic the topic
  /// @param partition always 0
  /// @param offset the next record to read
  /// @param end the record after the last one; absent while the log does not answer
  @Schema(name = "TopicOffset")
  public record TopicOffset(String topic, int partition, long offset, @Nullable Long end) {}

  /// What the mesh consists of.
  ///
  /// @param domains how many
  /// @param products how many
  /// @param ports how many, of all versions
  /// @param applications how many
  /// @param grants how many are active
  /// @param openChangeRequests how many wait for somebody; absent when the forge does not answer
  @Schema(name = "Counts")
  public record Counts(
      long domains,
      long products,
      long ports,
      long applications,
      long grants,
      @Nullable Long openChangeRequests) {}
}
