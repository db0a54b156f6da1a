// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.List;

/// A data product.
///
/// @param id its domain and name, as `reviews/enriched-reviews`
/// @param domain name of its domain
/// @param name its name inside the domain
/// @param title title for people; the name when there is none
/// @param type `source-aligned`, `aggregate` or `consumer-aligned`
/// @param status `active`, `deprecated` or `retired`
/// @param owner name of the owning team
/// @param team the owning team
/// @param tags sorted words
/// @param description text of its page; empty when there is none
/// @param inputs ports it reads, as `reviews/raw-reviews/reviews@v1`
/// @param reads the same ports, with how they are classified
/// @param sources sources outside of the mesh, in words
/// @param producer the application that may write, as `reviews/enricher`; may be empty
/// @param ports its output ports
/// @param replicas replicas of all partitions of its active and deprecated ports, on all clusters
/// @param bytes most bytes that those of them may hold whose manifest limits their size
public record ProductFact(
    @Meaning("its domain and name, as `reviews/enriched-reviews`") String id,
    @Meaning("name of its domain") String domain,
    @Meaning("its name inside the domain") String name,
    @Meaning("title for people; the name when there is none") String title,
    @Meaning("`source-aligned`, `aggregate` or `consumer-aligned`") String type,
    @Meaning("`active`, `deprecated` or `retired`") String status,
    @Meaning("name of the owning team") String owner,
    @Meaning("the owning team") TeamFact team,
    @Meaning("sorted words") List<String> tags,
    @Meaning("text of its page; empty when there is none") String description,
    @Meaning("ports it reads, as `reviews/raw-reviews/reviews@v1`") List<String> inputs,
    @Meaning("the same ports, with how they are classified") List<InputFact> reads,
    @Meaning("sources outside of the mesh, in words") List<String> sources,
    @Meaning("the application that may write, as `reviews/enricher`; may be empty") String producer,
    @Meaning("its output ports") List<PortFact> ports,
    @Meaning("replicas of all partitions of its active and deprecated ports, on all clusters")
        long replicas,
    @Meaning("most bytes that those of them may hold that have a `retentionSize`") long bytes)
    implements Fact {

  public ProductFact {
    tags = List.copyOf(tags);
    inputs = List.copyOf(inputs);
    reads = List.copyOf(reads);
    sources = List.copyOf(sources);
    ports = List.copyOf(ports);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "id" -> id;
      case "domain" -> domain;
      case "name" -> name;
      case "title" -> title;
      case "type" -> type;
      case "status" -> status;
      case "owner" -> owner;
      case "team" -> team;
      case "tags" -> tags;
      case "description" -> description;
      case "inputs" -> inputs;
      case "reads" -> reads;
      case "sources" -> sources;
      case "producer" -> producer;
      case "ports" -> ports;
      case "replicas" -> replicas;
      case "bytes" -> bytes;
      default -> throw Fact.unknown(component);
    };
  }
}
