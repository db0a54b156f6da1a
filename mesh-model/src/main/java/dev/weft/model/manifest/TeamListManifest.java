// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `teams.yaml`.
///
/// @param header name, title, tags, source
/// @param teams in the order of the file
public record TeamListManifest(Header header, List<Team> teams) implements Manifest {

  public TeamListManifest {
    teams = List.copyOf(teams);
  }

  /// A team.
  ///
  /// @param name the name owners refer to
  /// @param title a title; the name when none is given
  /// @param email where it reads mail
  /// @param chat a channel
  /// @param members addresses of its members
  /// @param onCall who is called at night
  public record Team(
      String name,
      String title,
      @Nullable String email,
      @Nullable String chat,
      List<String> members,
      @Nullable String onCall) {
    public Team {
      members = List.copyOf(members);
    }
  }
}
