// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A right to read ports.
///
/// @param id as `reviews/enriched-reviews/dispute-desk`
/// @param name its name inside the product
/// @param consumer the reading application, as `billing/dispute-desk`
/// @param consumerOwner the team that owns the application; may be empty
/// @param consumerTeam that team
/// @param refs the granted ports, as `enriched@v1`
/// @param ports the granted ports
/// @param state `requested` or `active`
/// @param purpose what the records are used for
/// @param reason why, in the consumer's words
/// @param approvedBy who approved it, as the manifest says; may be empty
/// @param ends when it ends, in UTC
public record GrantFact(
    @Meaning("as `reviews/enriched-reviews/dispute-desk`") String id,
    @Meaning("its name inside the product") String name,
    @Meaning("the reading application, as `billing/dispute-desk`") String consumer,
    @Meaning("the team that owns the application; may be empty") String consumerOwner,
    @Meaning("that team") TeamFact consumerTeam,
    @Meaning("the granted ports, as `enriched@v1`") List<String> refs,
    @Meaning("the granted ports") List<PortFact> ports,
    @Meaning("`requested` or `active`") String state,
    @Meaning("what the records are used for") String purpose,
    @Meaning("why, in the consumer's words") String reason,
    @Meaning("who approved it, as the manifest says; may be empty") String approvedBy,
    @Meaning("when it ends, in UTC") Optional<Instant> ends)
    implements Fact {

  public GrantFact {
    refs = List.copyOf(refs);
    ports = List.copyOf(ports);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "id" -> id;
      case "name" -> name;
      case "consumer" -> consumer;
      case "consumerOwner" -> consumerOwner;
      case "consumerTeam" -> consumerTeam;
      case "refs" -> refs;
      case "ports" -> ports;
      case "state" -> state;
      case "purpose" -> purpose;
      case "reason" -> reason;
      case "approvedBy" -> approvedBy;
      case "ends" -> ends;
      default -> throw Fact.unknown(component);
    };
  }
}
