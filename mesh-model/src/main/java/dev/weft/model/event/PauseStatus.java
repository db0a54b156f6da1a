// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody has paused part of an environment: what is wanted is still compared with what is, and
/// nothing of it is changed until it is resumed.
///
/// @param subject what is paused: [#ALL], `cluster/{name}` or the URN of a product
/// @param by who paused it
/// @param reason why, in that person's words
/// @param at since when
/// @param until when it ends by itself; absent when somebody has to resume it
public record PauseStatus(
    String subject, String by, String reason, Instant at, @Nullable Instant until)
    implements StatusDocument {

  /// The subject that is everything.
  public static final String ALL = "all";

  private static final String CLUSTER = "cluster/";

  /// The subject that is a cluster.
  public static String cluster(String name) {
    return CLUSTER + name;
  }

  /// Whether it has ended by itself.
  public boolean isOver(Instant now) {
    return until != null && !until.isAfter(now);
  }

  /// Whether it holds back what a product has on a cluster.
  ///
  /// @param urn the product's; empty for what belongs to no product
  /// @param cluster the cluster's name, or whatever stands for servers that are none
  public boolean covers(String urn, String cluster) {
    return subject.equals(ALL) || subject.equals(urn) || subject.equals(CLUSTER + cluster);
  }

  /// `pause/{subject}`.
  @Override
  public String key() {
    return key(subject);
  }

  /// The key of a subject's pause.
  public static String key(String subject) {
    return "pause/" + subject;
  }
}
