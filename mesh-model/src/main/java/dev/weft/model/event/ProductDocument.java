// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A data product with everything a reader of the catalog may want to know of it.
///
/// @param urn `urn:weft:{domain}:{product}`
/// @param domain its domain
/// @param name its own name
/// @param title a short human title; the name when there is none
/// @param type `source-aligned`, `aggregate` or `consumer-aligned`
/// @param status `draft`, `active`, `deprecated` or `retired`
/// @param owner the owning team
/// @param tags sorted words
/// @param description its page, in Markdown; may be empty
/// @param inputs ports of other products it reads, such as `reviews/raw-reviews/reviews@v1`, sorted
/// @param sources external sources it reads
/// @param producer the application that may write, such as `reviews/enricher`
/// @param path its manifest's path in the repository
/// @param ports sorted by name and version; retired ones included
/// @param grants of all states, sorted by id
/// @param findings everything wrong with it or worth knowing, sorted by place
/// @param commit the commit that gave the document its present content
public record ProductDocument(
    String urn,
    String domain,
    String name,
    String title,
    String type,
    String status,
    String owner,
    List<String> tags,
    String description,
    List<String> inputs,
    List<String> sources,
    @Nullable String producer,
    String path,
    List<PortDocument> ports,
    List<GrantDocument> grants,
    List<FindingDocument> findings,
    CommitDocument commit)
    implements CatalogDocument {

  public ProductDocument {
    tags = List.copyOf(tags);
    inputs = List.copyOf(inputs);
    sources = List.copyOf(sources);
    ports = List.copyOf(ports);
    grants = List.copyOf(grants);
    findings = List.copyOf(findings);
  }

  @Override
  public String key() {
    return urn;
  }

  @Override
  public ProductDocument withCommit(CommitDocument other) {
    return with(grants, findings, other);
  }

  /// The same document with other findings.
  public ProductDocument withFindings(List<FindingDocument> others) {
    return with(grants, others, commit);
  }

  /// The same document with other grants.
  public ProductDocument withGrants(List<GrantDocument> others) {
    return with(others, findings, commit);
  }

  private ProductDocument with(
      List<GrantDocument> newGrants, List<FindingDocument> newFindings, CommitDocument newCommit) {
    return new ProductDocument(
        urn,
        domain,
        name,
        title,
        type,
        status,
        owner,
        tags,
        description,
        inputs,
        sources,
        producer,
        path,
        ports,
        newGrants,
        newFindings,
        newCommit);
  }
}
