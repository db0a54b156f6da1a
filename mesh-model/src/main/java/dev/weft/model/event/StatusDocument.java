// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

/// What has become of something: the values of [LogTopic#STATUS].
public sealed interface StatusDocument
    permits ProductStatus, GrantStatus, DaemonStatus, PauseStatus {

  /// The record's key in the log.
  String key();
}
