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
/// @param refs the granted ports, as `enriched@v1`
/// @param ports the granted ports
/// @param state `requested` or `active`
/// @param purpose what the records are used for
/// @param reason why, in the consumer's words
/// @param fields paths of the fields that the consumer says it reads; empty means all
/// @param acknowledged paths of fields whose breaking change the consumer is ready for
/// @param ends when it ends, in UTC
public record GrantFact(
    @Meaning("as `reviews/enriched-reviews/dispute-desk`") String id,
    @Meaning("its name inside the product") String name,
    @Meaning("the reading application, as `billing/dispute-desk`") String consumer,
    @Meaning("the team that owns the application; may be empty") String consumerOwner,
    @Meaning("the granted ports, as `enriched@v1`") List<String> refs,
    @Meaning("the granted ports") List<PortFact> ports,
    @Meaning("`requested` or `active`") String state,
    @Meaning("what the records are used for") String purpose,
    @Meaning("why, in the consumer's words") String reason,
    @Meaning("paths of the fields that the consumer says it reads; empty means all")
        List<String> fields,
    @Meaning("paths of fields whose breaking change the consumer is ready for")
        List<String> acknowledged,
    @Meaning("when it ends, in UTC") Optional<Instant> ends)
    implements Fact {

  public GrantFact {
    refs = List.copyOf(refs);
    ports = List.copyOf(ports);
    fields = List.copyOf(fields);
    acknowledged = List.copyOf(acknowledged);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "id" -> id;
      case "name" -> name;
      case "consumer" -> consumer;
      case "consumerOwner" -> consumerOwner;
      case "refs" -> refs;
      case "ports" -> ports;
      case "state" -> state;
      case "purpose" -> purpose;
      case "reason" -> reason;
      case "fields" -> fields;
      case "acknowledged" -> acknowledged;
      case "ends" -> ends;
      default -> throw Fact.unknown(component);
    };
  }
}
