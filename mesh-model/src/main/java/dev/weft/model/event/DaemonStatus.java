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
/// @param source whether the commit that the branch is at is signed as it has to be; absent when
///   nobody has to sign
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
    @Nullable String url,
    ProductStatus.@Nullable Condition source)
    implements StatusDocument {

  /// Of a daemon that asks for no signatures.
  public DaemonStatus(
      String environment,
      @Nullable String revision,
      @Nullable Instant commitTime,
      Instant startedAt,
      @Nullable Instant lastPassAt,
      @Nullable String lastPassResult,
      @Nullable Instant lastFullPassAt,
      String message,
      boolean leader,
      @Nullable String url) {
    this(
        environment,
        revision,
        commitTime,
        startedAt,
        lastPassAt,
        lastPassResult,
        lastFullPassAt,
        message,
        leader,
        url,
        null);
  }

  /// The same with what is to be said of the branch's commit.
  public DaemonStatus with(ProductStatus.Condition condition) {
    return new DaemonStatus(
        environment,
        revision,
        commitTime,
        startedAt,
        lastPassAt,
        lastPassResult,
        lastFullPassAt,
        message,
        leader,
        url,
        condition);
  }

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
