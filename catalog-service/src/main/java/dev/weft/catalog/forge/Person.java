// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Somebody who acts: a user or a machine, as the identity provider knows them.
///
/// @param name the login, which is unique
/// @param displayName what pages and commits show
/// @param email absent when the identity provider has none
/// @param teams names of the teams, sorted
public record Person(
    String name, String displayName, @Nullable String email, SortedSet<String> teams) {

  public Person {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a person needs a name");
    }
    teams = Collections.unmodifiableSortedSet(new TreeSet<>(teams));
  }

  /// A person of some teams.
  public static Person of(
      String name, String displayName, @Nullable String email, Collection<String> teams) {
    return new Person(name, displayName, email, new TreeSet<>(teams));
  }

  /// Whether the person belongs to a team.
  public boolean isIn(String team) {
    return teams.contains(team);
  }

  /// Whether the person belongs to one of the teams.
  public boolean isInAny(Collection<String> names) {
    return names.stream().anyMatch(teams::contains);
  }
}
