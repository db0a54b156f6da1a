// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import dev.weft.catalog.view.ApplicationRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The person or machine that asks.
///
/// @param name the login name; a machine's client id
/// @param displayName what to call them
/// @param email as the identity provider has it
/// @param teams names of teams they belong to
/// @param isPlatform whether they are in the team that owns the mesh
/// @param applications those that their teams own
/// @param csrf what the header `X-Weft-Csrf` has to carry when a browser changes something; empty
///   for callers with a token, who need none
public record Me(
    String name,
    String displayName,
    @Nullable String email,
    List<String> teams,
    boolean isPlatform,
    List<ApplicationRef> applications,
    String csrf) {

  public Me {
    teams = List.copyOf(teams);
    applications = List.copyOf(applications);
  }
}
