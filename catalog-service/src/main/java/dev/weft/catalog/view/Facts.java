// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The timed facts of a grant, in the order in which they come true. What is absent has not
/// happened, or nobody has seen it.
///
/// With several clusters, written and read back are the moments at which the last of them was done,
/// first used is the first of any.
///
/// @param requestedAt when somebody asked
/// @param approvedAt when the owner agreed
/// @param mergedAt time of the first commit in which the grant was active
/// @param writtenAt when the clusters had confirmed the bindings
/// @param readBackAt when a later observation saw them
/// @param firstUsedAt when the consumer was first seen to read
/// @param approvedBy who agreed
/// @param mergedCommit the commit of `mergedAt`
public record Facts(
    @Nullable Instant requestedAt,
    @Nullable Instant approvedAt,
    @Nullable Instant mergedAt,
    @Nullable Instant writtenAt,
    @Nullable Instant readBackAt,
    @Nullable Instant firstUsedAt,
    @Nullable String approvedBy,
    @Nullable String mergedCommit) {}
