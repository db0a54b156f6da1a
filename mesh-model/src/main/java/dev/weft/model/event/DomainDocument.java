// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.util.List;

/// A domain and its applications.
///
/// @param urn `urn:weft:{domain}`
/// @param name its name
/// @param title a short human title; the name when there is none
/// @param description what the domain is about; may be empty
/// @param owner the owning team
/// @param commit the commit that gave it its present content
/// @param applications sorted by name
public record DomainDocument(
    String urn,
    String name,
    String title,
    String description,
    String owner,
    CommitDocument commit,
    List<Application> applications)
    implements CatalogDocument {

  public DomainDocument {
    applications = List.copyOf(applications);
  }

  @Override
  public String key() {
    return urn;
  }

  @Override
  public DomainDocument withCommit(CommitDocument other) {
    return new DomainDocument(urn, name, title, description, owner, other, applications);
  }

  /// The same document with other applications.
  public DomainDocument withApplications(List<Application> others) {
    return new DomainDocument(urn, name, title, description, owner, commit, others);
  }

  /// An application that produces or consumes.
  ///
  /// @param name with its domain, such as `billing/invoice-runner`
  /// @param title a short human title; the application's own name when there is none
  /// @param owner the owning team
  /// @param description what it does; may be empty
  /// @param type how it authenticates: `oauth`, `scram` or `mtls`
  /// @param principal Kafka principal, such as `User:billing.invoice-runner`
  public record Application(
      String name, String title, String owner, String description, String type, String principal) {}
}
