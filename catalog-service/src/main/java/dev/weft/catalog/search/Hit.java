// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A product in a list.
///
/// @param urn `urn:weft:{domain}:{product}`
/// @param domain its domain
/// @param name its own name
/// @param title a short human title
/// @param summary the first sentences of its description, without markup; may be empty
/// @param type its place in the flow
/// @param status its stage of life
/// @param owner the owning team's name
/// @param ownerTitle what people call that team
/// @param classification the strictest of its ports
/// @param formats of its ports' schemas
/// @param tags sorted words
/// @param consumers how many applications have an active grant
/// @param health how it is doing on its clusters
/// @param matches where the words of the search were found, best place first
/// @param updatedAt time of the commit that last changed it
public record Hit(
    String urn,
    String domain,
    String name,
    String title,
    String summary,
    @Schema(enumeration = {"source-aligned", "aggregate", "consumer-aligned"}) String type,
    @Schema(enumeration = {"draft", "active", "deprecated", "retired"}) String status,
    String owner,
    String ownerTitle,
    @Schema(enumeration = {"public", "internal", "confidential", "restricted"})
        String classification,
    List<String> formats,
    List<String> tags,
    int consumers,
    @Schema(enumeration = {"ready", "working", "stalled", "unknown"}) String health,
    List<Match> matches,
    Instant updatedAt) {

  public Hit {
    formats = List.copyOf(formats);
    tags = List.copyOf(tags);
    matches = List.copyOf(matches);
  }

  Hit with(List<Match> found) {
    return new Hit(
        urn,
        domain,
        name,
        title,
        summary,
        type,
        status,
        owner,
        ownerTitle,
        classification,
        formats,
        tags,
        consumers,
        health,
        found,
        updatedAt);
  }

  /// A place in which words of the search were found.
  ///
  /// @param field which one: `name`, `title`, `tag`, `owner`, `domain`, `description`, `field`,
  ///   `term` or `application`
  /// @param text what stands there, cut around the first word found
  /// @param ranges the words found: begin and end in `text`, in UTF-16 units, end excluded
  @Schema(name = "Match")
  public record Match(String field, String text, List<List<Integer>> ranges) {
    public Match {
      ranges = List.copyOf(ranges);
    }
  }
}
