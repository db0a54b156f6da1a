// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.use;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How to read a port, ready to paste.
///
/// @param snippets one per tool or language
/// @param cluster the cluster to read from
/// @param bootstrap its bootstrap servers
/// @param registry base URL of the schema registry
/// @param topic the topic
/// @param groupPrefix what the consumer group's name has to begin with
/// @param notes what to know before: grants that are missing or end soon, secrets to set
public record Use(
    List<Snippet> snippets,
    String cluster,
    String bootstrap,
    @Nullable String registry,
    String topic,
    String groupPrefix,
    List<String> notes) {

  public Use {
    snippets = List.copyOf(snippets);
    notes = List.copyOf(notes);
  }

  /// One way to read.
  ///
  /// @param id stable, such as `console`
  /// @param title what people call it
  /// @param language for highlighting, such as `bash`
  /// @param text the whole snippet
  @Schema(name = "Snippet")
  public record Snippet(String id, String title, String language, String text) {}
}
