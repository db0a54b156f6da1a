// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A team that owns things and can be asked about them.
///
/// @param name the name owners refer to
/// @param title a short human title; the name when the mesh does not know the team
/// @param email where it reads mail
/// @param chat a channel
/// @param onCall who is called at night
/// @param members addresses of its members
public record Team(
    String name,
    String title,
    @Nullable String email,
    @Nullable String chat,
    @Nullable String onCall,
    List<String> members) {

  public Team {
    members = List.copyOf(members);
  }
}
