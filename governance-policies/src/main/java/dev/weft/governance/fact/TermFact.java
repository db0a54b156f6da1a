// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.List;

/// A shared meaning.
///
/// @param name its name
/// @param type the type of fields that carry it
/// @param format how values are written; may be empty
/// @param classification least classification of ports that carry it; may be empty
/// @param sensitivity the classification as a number; 0 when there is none
/// @param synonyms other names of such fields
/// @param owner the team that answers for it; may be empty
/// @param issuedBy the product that gives new values of it, as `customers/profiles`; may be empty
/// @param issuers source-aligned products that have a port keyed by it, sorted
/// @param domains domains whose products carry it
public record TermFact(
    @Meaning("its name") String name,
    @Meaning("the type of fields that carry it") String type,
    @Meaning("how values are written; may be empty") String format,
    @Meaning("least classification of ports that carry it; may be empty") String classification,
    @Meaning("the classification as a number; 0 when there is none") long sensitivity,
    @Meaning("other names of such fields") List<String> synonyms,
    @Meaning("the team that answers for it; may be empty") String owner,
    @Meaning("the product that gives new values of it, as `customers/profiles`; may be empty")
        String issuedBy,
    @Meaning("source-aligned products that have a port keyed by it, sorted") List<String> issuers,
    @Meaning("domains whose products carry it") List<String> domains)
    implements Fact {

  public TermFact {
    synonyms = List.copyOf(synonyms);
    issuers = List.copyOf(issuers);
    domains = List.copyOf(domains);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "name" -> name;
      case "type" -> type;
      case "format" -> format;
      case "classification" -> classification;
      case "sensitivity" -> sensitivity;
      case "synonyms" -> synonyms;
      case "owner" -> owner;
      case "issuedBy" -> issuedBy;
      case "issuers" -> issuers;
      case "domains" -> domains;
      default -> throw Fact.unknown(component);
    };
  }
}
