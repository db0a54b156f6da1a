// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.domain;

import dev.weft.catalog.http.DatabaseAway;
import dev.weft.catalog.search.Search;
import dev.weft.catalog.store.Documents;
import dev.weft.catalog.view.ApplicationRef;
import dev.weft.catalog.view.Teams;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.MeshDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// The domains of the mesh.
@ApplicationScoped
class Domains {

  private static final String COUNTS = "select domain, count(*) from catalog.product group by 1";

  private final Documents documents;
  private final Search search;
  private final DataSource database;

  Domains(Documents documents, Search search, DataSource database) {
    this.documents = documents;
    this.search = search;
    this.database = database;
  }

  List<Domain> all() {
    Map<String, Integer> counts = counts();
    Optional<MeshDocument> mesh = documents.mesh();
    return documents.domains().stream()
        .map(domain ->
            new Domain(
                domain.name(),
                domain.title(),
                domain.description(),
                domain.owner(),
                Teams.of(mesh, domain.owner()).title(),
                counts.getOrDefault(domain.name(), 0),
                domain.applications().size()))
        .toList();
  }

  DomainPage page(String name) {
    DomainDocument domain = documents.requireDomain(name);
    return new DomainPage(
        domain.name(),
        domain.title(),
        domain.description(),
        Teams.of(documents.mesh(), domain.owner()),
        search.ofDomain(name),
        domain.applications().stream()
            .map(each -> new ApplicationRef(each.name(), each.title(), each.owner()))
            .toList());
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(COUNTS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getInt(2));
      }
      return counts;
    } catch (SQLException e) {
      throw new DatabaseAway(e);
    }
  }
}
