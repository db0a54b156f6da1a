// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one cluster, and the secret store, hold of the SCRAM users that were asked for. It never
/// holds a secret. Kafka tells mechanism and iterations of a credential and nothing else, so that a
/// secret which somebody changed without changing those is not noticed.
///
/// @param standard how applications log in here
/// @param users those of which the cluster or the secret store knows something
public record ScramSnapshot(Standard standard, Map<ResourceKey.ScramUser, User> users) {

  public ScramSnapshot {
    users = Map.copyOf(users);
  }

  /// How applications log in to a cluster.
  ///
  /// @param mechanisms that its listeners offer, the preferred one first
  /// @param iterations of credentials
  /// @param overlap how long a secret stays good after a new one was handed over
  public record Standard(List<String> mechanisms, int iterations, Duration overlap) {
    public Standard {
      mechanisms = List.copyOf(mechanisms);
      if (mechanisms.isEmpty()) {
        throw new IllegalArgumentException("no mechanism to log in by");
      }
    }

    /// The mechanism of a first credential.
    public String preferred() {
      return mechanisms.getFirst();
    }

    /// One that can be used beside another, or null when the cluster offers no second one.
    public @Nullable String besides(String mechanism) {
      return mechanisms.stream().filter(each -> !each.equals(mechanism)).findFirst().orElse(null);
    }
  }

  /// A user as it is.
  ///
  /// @param credentials iterations by mechanism; empty when the cluster does not know the user
  /// @param handed the mechanism that the application was told to log in by; null when the secret
  ///   store has nothing, empty when what it has is no login of this user
  /// @param isCurrent whether the store has what it would be written now
  public record User(
      SortedMap<String, Integer> credentials, @Nullable String handed, boolean isCurrent) {

    /// One of which nothing is known.
    public static final User ABSENT = new User(Collections.emptySortedMap(), null, false);

    public User {
      credentials = Collections.unmodifiableSortedMap(new TreeMap<>(credentials));
    }

    /// Whether the cluster knows it.
    public boolean exists() {
      return !credentials.isEmpty();
    }
  }
}
