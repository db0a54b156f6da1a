// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.Change;
import dev.weft.catalog.forge.ChangeEvent;
import dev.weft.catalog.forge.ChangeEvent.Allowed;
import dev.weft.catalog.forge.ChangeEvent.Approved;
import dev.weft.catalog.forge.ChangeEvent.Merged;
import dev.weft.catalog.view.Facts;
import dev.weft.model.event.GrantStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Joins what Git knows of a request with what the clusters have seen of its grant. Pure.
final class GrantFacts {

  private GrantFacts() {}

  /// The facts of a request.
  ///
  /// @param statuses of the grant, one for each cluster; empty when nothing was seen
  static Facts of(Change change, List<GrantStatus> statuses) {
    Instant approvedAt = null;
    String approvedBy = null;
    Instant mergedAt = null;
    String mergedCommit = null;
    for (ChangeEvent event : change.events()) {
      switch (event) {
        case Approved(var at, var by, _, var commit) when commit.equals(change.head()) -> {
          approvedAt = at;
          approvedBy = by;
        }
        case Allowed(var at, var by, var commit, _) when commit.equals(change.head()) -> {
          approvedAt = at;
          approvedBy = by;
        }
        case Merged(var at, _, var commit, _) -> {
          mergedAt = at;
          mergedCommit = commit;
        }
        default -> {}
      }
    }
    return new Facts(
        change.header().createdAt(),
        approvedAt,
        mergedAt,
        last(statuses, GrantStatus::writtenAt),
        last(statuses, GrantStatus::readBackAt),
        first(statuses, GrantStatus::firstUsedAt),
        approvedBy,
        mergedCommit);
  }

  private static @Nullable Instant first(
      List<GrantStatus> statuses, Function<GrantStatus, @Nullable Instant> fact) {
    return statuses.stream()
        .map(fact)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /// The moment of the last cluster; absent while one of them is missing.
  private static @Nullable Instant last(
      List<GrantStatus> statuses, Function<GrantStatus, @Nullable Instant> fact) {
    Instant latest = null;
    for (GrantStatus status : statuses) {
      Instant at = fact.apply(status);
      if (at == null) {
        return null;
      }
      latest = latest == null || at.isAfter(latest) ? at : latest;
    }
    return latest;
  }
}
