// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;

/// What was measured at one moment: the values of [LogTopic#MEASUREMENTS].
public sealed interface Measurement permits GrantUse, PortState, PortTraffic, LinkLag {

  /// The record's key in the log.
  String key();

  /// When it was measured.
  Instant at();
}
