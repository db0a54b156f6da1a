// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.pause;

import org.jspecify.annotations.Nullable;

/// What to pause.
///
/// @param subject `all`, `cluster/NAME`, or the URN of a product
/// @param reason why, for those who wonder
/// @param until when it ends by itself, such as `2027-01-31T18:00:00Z`; absent when somebody has to
///   resume it
public record PauseRequest(
    @Nullable String subject, @Nullable String reason, @Nullable String until) {}
