// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import java.time.Duration;

/// How big calls may get and how long is waited.
///
/// @param records topics, partitions and configs in one call; half of what brokers take
/// @param topics topics in one create or delete call
/// @param configs topics in one config call
/// @param acls bindings in one call that adds
/// @param filters most filters in one call that removes; brokers pay for each with a look at all
///   bindings, on the controller's thread
/// @param visible how long an accepted change may take until it can be read
/// @param patience how long a change is tried again without any change making progress
/// @param total how long one stage may take, throttled or not
record Limits(
    int records,
    int topics,
    int configs,
    int acls,
    int filters,
    Duration visible,
    Duration patience,
    Duration total) {

  static final Limits STANDARD =
      new Limits(
          5_000,
          500,
          1_000,
          2_000,
          50,
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(30));
}
