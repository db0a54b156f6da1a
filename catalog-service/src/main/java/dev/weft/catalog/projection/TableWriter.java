// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.catalog.product.PortRefs;
import dev.weft.catalog.product.Products;
import dev.weft.catalog.product.Statuses;
import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.name.PortName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes documents into the tables that are first in the connection's search path. What one
/// document says lies in several tables; whoever writes it anew takes all of it away first.
final class TableWriter {

  private static final String DOCUMENT =
      """
      insert into document (key, kind, body) values (?, ?, ?)
      on conflict (key) do update set kind = excluded.kind, body = excluded.body
      """;
  private static final String PRODUCT =
      """
      insert into product (urn, domain, name, title, type, status, owner, classification, formats, tags,
        terms, ports, consumers, updated_at, summary, head, search, places)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        setweight(to_tsvector('english', ?), 'A') || setweight(to_tsvector('english', ?), 'B'),
        setweight(to_tsvector('english', ?), 'A') || setweight(to_tsvector('english', ?), 'B')
          || setweight(to_tsvector('english', ?), 'C') || setweight(to_tsvector('english', ?), 'D')
          || array_to_tsvector(?), ?)
      on conflict (urn) do update set domain = excluded.domain, name = excluded.name,
        title = excluded.title, type = excluded.type, status = excluded.status, owner = excluded.owner,
        classification = excluded.classification, formats = excluded.formats, tags = excluded.tags,
        terms = excluded.terms, ports = excluded.ports, consumers = excluded.consumers,
        updated_at = excluded.updated_at, summary = excluded.summary, head = excluded.head,
        search = excluded.search, places = excluded.places
      """;
  private static final String FLOW =
      "insert into flow (product, kind, other, port) values (?, ?, ?, ?)";
  private static final String PORT =
      "insert into port (urn, product) values (?, ?) on conflict (urn) do nothing";
  private static final String APPLICATION =
      """
      insert into application (name, domain, title, owner, type) values (?, ?, ?, ?, ?)
      on conflict (name) do update set domain = excluded.domain, title = excluded.title,
        owner = excluded.owner, type = excluded.type
      """;
  private static final String LABEL =
      """
      insert into label (kind, name, title) values (?, ?, ?)
      on conflict (kind, name) do update set title = excluded.title
      """;
  private static final String STATUS =
      """
      insert into status (key, kind, subject, health, body) values (?, ?, ?, ?, ?)
      on conflict (key) do update set kind = excluded.kind, subject = excluded.subject,
        health = excluded.health, body = excluded.body
      """;
  private static final String GONE =
      """
      insert into gone (key, title, at)
      select key, coalesce((select title from product where urn = key), key), ? from document where key = ?
      on conflict (key) do update set at = excluded.at
      """;
  private static final String WORDS =
      """
      insert into vocabulary (word, stem)
      select w, s from (
        select w, (tsvector_to_array(to_tsvector('english', w)))[1] s from unnest(?) w) stems
      where s is not null on conflict do nothing
      """;
  private static final String FIELDS =
      "insert into field_name (name) select unnest(?) on conflict do nothing";

  private final Batches batches;
  private final Connection connection;
  private final KnownWords known;
  private final Set<String> words = new TreeSet<>();
  private final Set<String> fields = new TreeSet<>();

  TableWriter(Connection connection, KnownWords known) {
    this.connection = connection;
    this.batches = new Batches(connection);
    this.known = known;
  }

  /// Takes everything away that documents with these keys have said.
  void clear(Collection<String> keys) throws SQLException {
    for (String table : List.of("flow", "port")) {
      batches.run("delete from " + table + " where product = any(?)", keys);
    }
  }

  /// Removes documents.
  void remove(Collection<String> keys, Instant at) throws SQLException {
    for (String key : keys) {
      batches.add(GONE, Timestamp.from(at), key);
    }
    batches.flush();
    batches.run("delete from document where key = any(?)", keys);
    batches.run("delete from product where urn = any(?)", keys);
    batches.run("delete from application where 'urn:weft:' || domain = any(?)", keys);
    batches.run("delete from label where kind = 'domain' and 'urn:weft:' || name = any(?)", keys);
    clear(keys);
  }

  void removeStatuses(Collection<String> keys) throws SQLException {
    batches.run("delete from status where key = any(?)", keys);
  }

  void put(CatalogDocument document, byte[] body) throws SQLException {
    switch (document) {
      case MeshDocument mesh -> put(mesh, body);
      case DomainDocument domain -> put(domain, body);
      case ProductDocument product -> put(product, body);
    }
  }

  void put(StatusDocument status, byte[] body) throws SQLException {
    switch (status) {
      case ProductStatus product ->
          status(product, "product", product.urn(), Statuses.health(product), body);
      case GrantStatus grant -> status(grant, "grant", grant.product(), null, body);
      case DaemonStatus daemon -> status(daemon, "daemon", daemon.environment(), null, body);
    }
  }

  /// Sends what is still held back.
  void finish() throws SQLException {
    batches.flush();
    if (!words.isEmpty()) {
      batches.run(WORDS, words);
      known.addWords(words);
      words.clear();
    }
    if (!fields.isEmpty()) {
      batches.run(FIELDS, fields);
      known.addFields(fields);
      fields.clear();
    }
  }

  private void put(MeshDocument mesh, byte[] body) throws SQLException {
    batches.add(DOCUMENT, mesh.key(), "mesh", body);
    batches.flush();
    batches.run("delete from label where kind = any(?)", Set.of("team", "term"));
    for (MeshDocument.Team team : mesh.teams()) {
      batches.add(LABEL, "team", team.name(), team.title());
    }
    for (MeshDocument.Term term : mesh.terms()) {
      batches.add(LABEL, "term", term.name(), term.title());
    }
  }

  private void put(DomainDocument domain, byte[] body) throws SQLException {
    batches.add(DOCUMENT, domain.key(), "domain", body);
    batches.add(LABEL, "domain", domain.name(), domain.title());
    batches.flush();
    batches.run("delete from application where domain = any(?)", Set.of(domain.name()));
    for (DomainDocument.Application each : domain.applications()) {
      batches.add(APPLICATION, each.name(), domain.name(), each.title(), each.owner(), each.type());
    }
  }

  private void put(ProductDocument product, byte[] body) throws SQLException {
    ProductText text = ProductText.of(product);
    batches.add(DOCUMENT, product.key(), "product", body);
    batches.add(
        PRODUCT,
        product.urn(),
        product.domain(),
        product.name(),
        product.title(),
        product.type(),
        product.status(),
        product.owner(),
        text.classification(),
        array(text.formats()),
        array(product.tags()),
        array(text.terms()),
        product.ports().size(),
        Products.consumers(product),
        Timestamp.from(product.commit().time()),
        Markdown.summary(product.description()),
        text.title(),
        text.labels(),
        text.title(),
        text.labels(),
        text.description(),
        text.fields(),
        array(text.tokens()),
        text.places());
    for (PortDocument port : product.ports()) {
      batches.add(PORT, port.urn(), product.urn());
    }
    flows(product);
    known.strangersTo(text.words(), text.fieldNames(), words, fields);
  }

  private void flows(ProductDocument product) throws SQLException {
    Set<List<String>> flows = new HashSet<>();
    for (String input : product.inputs()) {
      PortRefs.parse(input)
          .ifPresent(port -> flows.add(List.of("input", port.product().urn(), port.urn())));
    }
    product.sources().forEach(source -> flows.add(List.of("source", source, "")));
    if (product.producer() != null) {
      flows.add(List.of("produces", product.producer(), ""));
    }
    for (GrantDocument grant : product.grants()) {
      if (grant.state().equals("active")) {
        for (String local : grant.ports()) {
          PortRefs.parseLocal(product.domain(), product.name(), local)
              .map(PortName::urn)
              .ifPresent(port -> flows.add(List.of("grant", grant.consumer(), port)));
        }
      }
    }
    for (List<String> flow : flows) {
      batches.add(FLOW, product.urn(), flow.get(0), flow.get(1), flow.get(2));
    }
  }

  private void status(
      StatusDocument status, String kind, String subject, @Nullable String health, byte[] body)
      throws SQLException {
    batches.add(STATUS, status.key(), kind, subject, health, body);
  }

  private java.sql.Array array(Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
