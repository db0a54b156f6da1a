// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An output port.
///
/// @param name its name
/// @param major its major version
/// @param ref name and version, as `enriched@v1`
/// @param status `draft`, `active`, `deprecated` or `retired`
/// @param replacedBy the port to move to; may be empty
/// @param sunset when it stops: the beginning of that day in UTC
/// @param topic the topic that carries it
/// @param key what records are keyed by
/// @param compatibility the rule for new versions of the schema, as `BACKWARD_TRANSITIVE`
/// @param classification `public`, `internal`, `confidential` or `restricted`
/// @param sensitivity the classification as a number: 0 public to 3 restricted
/// @param discharges inputs of the product whose classification does not bind it
/// @param sla what its owner promises
/// @param access how access is given
/// @param clusters where it is available; produced on the first
/// @param places the same clusters, with what may be on them
/// @param tags sorted words
/// @param format `avro`, `protobuf` or `json`
/// @param fields the fields of its schema, inner ones included
public record PortFact(
    @Meaning("its name") String name,
    @Meaning("its major version") long major,
    @Meaning("name and version, as `enriched@v1`") String ref,
    @Meaning("`draft`, `active`, `deprecated` or `retired`") String status,
    @Meaning("the port to move to; may be empty") String replacedBy,
    @Meaning("when it stops: the beginning of that day in UTC") Optional<Instant> sunset,
    @Meaning("the topic that carries it") TopicFact topic,
    @Meaning("what records are keyed by") Optional<KeyFact> key,
    @Meaning("the rule for new versions of the schema, as `BACKWARD_TRANSITIVE`")
        String compatibility,
    @Meaning("`public`, `internal`, `confidential` or `restricted`") String classification,
    @Meaning("the classification as a number: 0 public to 3 restricted") long sensitivity,
    @Meaning("inputs of the product whose classification does not bind it")
        List<DischargeFact> discharges,
    @Meaning("what its owner promises") SlaFact sla,
    @Meaning("how access is given") AccessFact access,
    @Meaning("where it is available; produced on the first") List<String> clusters,
    @Meaning("the same clusters, with what may be on them") List<ClusterFact> places,
    @Meaning("sorted words") List<String> tags,
    @Meaning("`avro`, `protobuf` or `json`") String format,
    @Meaning("the fields of its schema, inner ones included") List<FieldFact> fields)
    implements Fact {

  public PortFact {
    discharges = List.copyOf(discharges);
    clusters = List.copyOf(clusters);
    places = List.copyOf(places);
    tags = List.copyOf(tags);
    fields = List.copyOf(fields);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "name" -> name;
      case "major" -> major;
      case "ref" -> ref;
      case "status" -> status;
      case "replacedBy" -> replacedBy;
      case "sunset" -> sunset;
      case "topic" -> topic;
      case "key" -> key;
      case "compatibility" -> compatibility;
      case "classification" -> classification;
      case "sensitivity" -> sensitivity;
      case "discharges" -> discharges;
      case "sla" -> sla;
      case "access" -> access;
      case "clusters" -> clusters;
      case "places" -> places;
      case "tags" -> tags;
      case "format" -> format;
      case "fields" -> fields;
      default -> throw Fact.unknown(component);
    };
  }
}
