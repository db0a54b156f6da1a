// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who asks.
///
/// @param name the login name; a machine's client id; empty when anonymous
/// @param displayName what to call them
/// @param email as the identity provider has it
/// @param teams names of teams they belong to
/// @param roles realm roles and roles of this service's own client
/// @param kind person, machine or nobody known
public record Caller(
    String name,
    String displayName,
    @Nullable String email,
    Set<String> teams,
    Set<String> roles,
    Kind kind) {

  /// The role with which a machine may read the catalog.
  public static final String READ = "catalog-read";

  /// What a caller is.
  public enum Kind {
    /// Somebody who has not said who they are.
    ANONYMOUS,
    /// Somebody with a login of their own.
    PERSON,
    /// A client with a secret of its own.
    MACHINE
  }

  public Caller {
    teams = Set.copyOf(teams);
    roles = Set.copyOf(roles);
  }

  /// Whether they have said who they are.
  public boolean isKnown() {
    return kind != Kind.ANONYMOUS;
  }

  /// Whether they are a person.
  public boolean isPerson() {
    return kind == Kind.PERSON;
  }

  /// Whether they belong to a team.
  public boolean isIn(String team) {
    return teams.contains(team);
  }
}
