// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import dev.weft.catalog.view.ClusterStatus;
import dev.weft.catalog.view.Commit;
import dev.weft.catalog.view.Finding;
import dev.weft.catalog.view.PortRef;
import dev.weft.catalog.view.Team;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A data product's page.
///
/// @param urn `urn:weft:{domain}:{product}`
/// @param domain its domain
/// @param domainTitle what people call that domain
/// @param name its own name
/// @param title a short human title
/// @param type its place in the flow
/// @param status its stage of life
/// @param description Markdown as its owners wrote it; may be empty
/// @param tags sorted words
/// @param owner the owning team
/// @param producer the application that may write
/// @param inputs ports it reads
/// @param sources external sources it reads
/// @param ports its output ports, by name and version
/// @param findings what is wrong with it or worth knowing
/// @param conditions what has become of it on each cluster
/// @param health the same in one word
/// @param commit the commit that last changed it
/// @param path its manifest in the repository
/// @param consumerCount how many applications have an active grant
/// @param updatedAt time of that commit
public record Product(
    String urn,
    String domain,
    String domainTitle,
    String name,
    String title,
    @Schema(enumeration = {"source-aligned", "aggregate", "consumer-aligned"}) String type,
    @Schema(enumeration = {"draft", "active", "deprecated", "retired"}) String status,
    String description,
    List<String> tags,
    Team owner,
    @Nullable String producer,
    List<PortRef> inputs,
    List<String> sources,
    List<PortSummary> ports,
    List<Finding> findings,
    List<ClusterStatus> conditions,
    @Schema(enumeration = {"ready", "working", "stalled", "unknown"}) String health,
    Commit commit,
    String path,
    int consumerCount,
    Instant updatedAt) {

  public Product {
    tags = List.copyOf(tags);
    inputs = List.copyOf(inputs);
    sources = List.copyOf(sources);
    ports = List.copyOf(ports);
    findings = List.copyOf(findings);
    conditions = List.copyOf(conditions);
  }
}
