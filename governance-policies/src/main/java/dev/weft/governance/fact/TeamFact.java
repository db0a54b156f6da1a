// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.List;

/// A team.
///
/// @param name its name
/// @param title title for people
/// @param isKnown whether `teams.yaml` has it
/// @param email where it reads mail; may be empty
/// @param chat its channel; may be empty
/// @param onCall who is called at night; may be empty
/// @param members addresses of its members
public record TeamFact(
    @Meaning("its name") String name,
    @Meaning("title for people") String title,
    @Meaning("whether `teams.yaml` has it") boolean isKnown,
    @Meaning("where it reads mail; may be empty") String email,
    @Meaning("its channel; may be empty") String chat,
    @Meaning("who is called at night; may be empty") String onCall,
    @Meaning("addresses of its members") List<String> members)
    implements Fact {

  public TeamFact {
    members = List.copyOf(members);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "name" -> name;
      case "title" -> title;
      case "isKnown" -> isKnown;
      case "email" -> email;
      case "chat" -> chat;
      case "onCall" -> onCall;
      case "members" -> members;
      default -> throw Fact.unknown(component);
    };
  }
}
