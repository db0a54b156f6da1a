// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the daemon of an environment is doing.
///
/// @param environment the environment's name
/// @param revision the commit it works on; absent before it has read one
/// @param commitTime when that commit was made
/// @param startedAt when the daemon was started
/// @param lastPassAt when it last finished a pass
/// @param lastPassResult how that ended, in a word
/// @param lastFullPassAt when it last compared everything with the clusters
/// @param message what it is doing, or what stands in the way; may be empty
/// @param leader whether it is the one that writes
/// @param url where it answers
public record DaemonStatus(
    String environment,
    @Nullable String revision,
    @Nullable Instant commitTime,
    Instant startedAt,
    @Nullable Instant lastPassAt,
    @Nullable String lastPassResult,
    @Nullable Instant lastFullPassAt,
    String message,
    boolean leader,
    @Nullable String url)
    implements StatusDocument {

  /// `daemon/{environment}`.
  @Override
  public String key() {
    return key(environment);
  }

  /// The key of an environment's daemon.
  public static String key(String environment) {
    return "daemon/" + environment;
  }
}
