// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is common to the whole mesh.
///
/// @param name the mesh's name
/// @param title a short human title; the name when there is none
/// @param environment the environment whose log this is
/// @param commit the commit that gave it its present content
/// @param clusters the environment's clusters, sorted by name
/// @param teams in the order of their file
/// @param terms shared meanings, sorted by name
/// @param policies of the mesh and of its domains, sorted by domain and name
/// @param purposes every purpose that some port allows, sorted
public record MeshDocument(
    String name,
    String title,
    String environment,
    CommitDocument commit,
    List<Cluster> clusters,
    List<Team> teams,
    List<Term> terms,
    List<Policy> policies,
    List<String> purposes)
    implements CatalogDocument {

  /// The key, which is also the mesh's URN.
  public static final String KEY = "urn:weft";

  public MeshDocument {
    clusters = List.copyOf(clusters);
    teams = List.copyOf(teams);
    terms = List.copyOf(terms);
    policies = List.copyOf(policies);
    purposes = List.copyOf(purposes);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public MeshDocument withCommit(CommitDocument other) {
    return new MeshDocument(
        name, title, environment, other, clusters, teams, terms, policies, purposes);
  }

  /// A Kafka cluster.
  ///
  /// @param name the name manifests use
  /// @param title a short human title
  public record Cluster(String name, String title) {}

  /// A team.
  ///
  /// @param name the name owners refer to
  /// @param title a short human title
  /// @param email where it reads mail
  /// @param chat a channel
  /// @param onCall who is called at night
  /// @param members addresses of its members
  public record Team(
      String name,
      String title,
      @Nullable String email,
      @Nullable String chat,
      @Nullable String onCall,
      List<String> members) {
    public Team {
      members = List.copyOf(members);
    }
  }

  /// A shared meaning.
  ///
  /// @param name its name
  /// @param title a short human title
  /// @param description what it means
  /// @param type type of fields of this meaning
  /// @param format how values are written; may be empty
  /// @param classification least classification of ports with such a field
  /// @param synonyms other names of such fields
  /// @param owner the team that answers for it
  public record Term(
      String name,
      String title,
      String description,
      String type,
      String format,
      @Nullable String classification,
      List<String> synonyms,
      @Nullable String owner) {
    public Term {
      synonyms = List.copyOf(synonyms);
    }
  }

  /// A policy, without its rule.
  ///
  /// @param name its name
  /// @param title a short human title
  /// @param description what it asks for, and why
  /// @param domain the domain it belongs to; absent for one of the whole mesh
  /// @param severity `error`, `danger`, `warning` or `note`
  /// @param mode `enforce`, `warn` or `audit`
  public record Policy(
      String name,
      String title,
      String description,
      @Nullable String domain,
      String severity,
      String mode) {}
}
