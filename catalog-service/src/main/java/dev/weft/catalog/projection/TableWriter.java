// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.catalog.product.PortRefs;
import dev.weft.catalog.product.Products;
import dev.weft.catalog.product.Statuses;
import dev.weft.catalog.projection.Lexicon.Analysis;
import dev.weft.catalog.projection.LogBatch.CatalogEntry;
import dev.weft.catalog.projection.LogBatch.StatusEntry;
import dev.weft.catalog.projection.SearchVector.Weight;
import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.name.PortName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Writes documents into the tables that are first in the connection's search path. What one
/// document says lies in several tables; whoever writes it anew takes all of it away first.
final class TableWriter {

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
  private static final String GONE =
      """
      insert into gone (key, title, at, changed)
      select key, coalesce((select title from product where urn = key), key), ?, ? from document where key = ?
      on conflict (key) do update set at = excluded.at, changed = excluded.changed
      """;
  private static final String WORDS =
      "insert into vocabulary (word, stem) select * from unnest(?, ?) on conflict do nothing";
  private static final String NUMBERS = "select urn, number from product where urn = any(?)";
  private static final String NEW_NUMBERS =
      "select nextval('product_number')::integer from generate_series(1, ?)";

  private final Connection connection;
  private final long revision;
  private final Lexicon lexicon;
  private final KnownWords known;
  private final Batches batches;
  private final CopyRows documents = new CopyRows("document", "key", "kind", "body");
  private final CopyRows products =
      new CopyRows(
          "product",
          "number",
          "changed",
          "urn",
          "domain",
          "name",
          "title",
          "type",
          "status",
          "owner",
          "classification",
          "formats",
          "tags",
          "facets",
          "ports",
          "consumers",
          "updated_at",
          "summary",
          "places");
  private final CopyRows headings = new CopyRows("product_heading", "number", "head");
  private final CopyRows vectors = new CopyRows("product_text", "number", "search");
  private final CopyRows fields = new CopyRows("field", "name", "product");
  private final CopyRows ports = new CopyRows("port", "urn", "product");
  private final CopyRows flows = new CopyRows("flow", "product", "kind", "other", "port");
  private final CopyRows statuses =
      new CopyRows("status", "key", "kind", "subject", "health", "body");
  private final Set<String> words = new TreeSet<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /// @param revision the state of the tables that is being written, see [Progress#touch]
  TableWriter(Connection connection, long revision, Lexicon lexicon, KnownWords known) {
    this.connection = connection;
    this.revision = revision;
    this.lexicon = lexicon;
    this.known = known;
    this.batches = new Batches(connection);
  }

  /// Writes what a batch of the log says.
  ///
  /// @param mayBeThere whether an earlier document or status of this key may have been written
  void write(LogBatch batch, Predicate<String> mayBeThere, Instant now) throws SQLException {
    List<String> again = batch.catalog().keySet().stream().filter(mayBeThere).toList();
    findNumbers(again);
    clear(again);
    clearStatuses(batch.statuses().keySet().stream().filter(mayBeThere).toList());
    prepare(batch.catalog().values());
    for (CatalogEntry each : batch.catalog().values()) {
      put(each);
    }
    for (StatusEntry each : batch.statuses().values()) {
      put(each.content(), each.body());
    }
    batches.flush();
    CopyRows.sendAll(
        connection,
        List.of(documents, products, headings, vectors, fields, ports, flows, statuses));
    learned();
    remove(batch.removed(), now);
    clearStatuses(batch.removedStatuses());
  }

  /// Products that are there keep their numbers.
  private void findNumbers(Collection<String> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(NUMBERS)) {
      statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          numbers.put(rows.getString(1), rows.getInt(2));
        }
      }
    }
  }

  /// Gets what products need before they can be written: their words in the lexicon, and numbers.
  private void prepare(Collection<CatalogEntry> entries) throws SQLException {
    List<List<String>> texts = new ArrayList<>();
    List<String> strangers = new ArrayList<>();
    for (CatalogEntry entry : entries) {
      if (entry.text() != null) {
        texts.addAll(entry.text().texts());
        if (!numbers.containsKey(entry.content().key())) {
          strangers.add(entry.content().key());
        }
      }
    }
    lexicon.learn(connection, texts);
    try (PreparedStatement statement = connection.prepareStatement(NEW_NUMBERS)) {
      statement.setInt(1, strangers.size());
      try (ResultSet rows = statement.executeQuery()) {
        for (String stranger : strangers) {
          rows.next();
          numbers.put(stranger, rows.getInt(1));
        }
      }
    }
  }

  /// Takes everything away that documents with these keys have said.
  private void clear(Collection<String> keys) throws SQLException {
    for (String table :
        List.of(
            "product_heading where number", "product_text where number", "field where product")) {
      batches.run(
          "delete from " + table + " in (select number from product where urn = any(?))", keys);
    }
    batches.run("delete from document where key = any(?)", keys);
    batches.run("delete from product where urn = any(?)", keys);
    for (String table : List.of("flow", "port")) {
      batches.run("delete from " + table + " where product = any(?)", keys);
    }
  }

  private void clearStatuses(Collection<String> keys) throws SQLException {
    batches.run("delete from status where key = any(?)", keys);
  }

  /// Removes documents.
  private void remove(Collection<String> keys, Instant at) throws SQLException {
    for (String key : keys) {
      batches.add(GONE, Timestamp.from(at), revision, key);
    }
    batches.flush();
    batches.run("delete from application where 'urn:weft:' || domain = any(?)", keys);
    batches.run("delete from label where kind = 'domain' and 'urn:weft:' || name = any(?)", keys);
    clear(keys);
  }

  private void put(CatalogEntry entry) throws SQLException {
    CatalogDocument document = entry.content();
    String kind =
        switch (document) {
          case MeshDocument mesh -> put(mesh);
          case DomainDocument domain -> put(domain);
          case ProductDocument product -> put(product, Objects.requireNonNull(entry.text()));
        };
    documents.row().text(document.key()).text(kind).bytes(entry.body());
  }

  private void put(StatusDocument status, byte[] body) {
    switch (status) {
      case ProductStatus product ->
          status(product, "product", product.urn(), Statuses.health(product), body);
      case GrantStatus grant -> status(grant, "grant", grant.product(), null, body);
      case DaemonStatus daemon -> status(daemon, "daemon", daemon.environment(), null, body);
      case PauseStatus pause -> status(pause, "pause", pause.key(), null, body);
    }
  }

  private void learned() throws SQLException {
    Map<String, String> stems = new TreeMap<>();
    for (String word : words) {
      Analysis analysis = lexicon.of(word);
      if (!analysis.lexemes().isEmpty()) {
        stems.put(word, analysis.lexemes().getFirst());
      }
    }
    batches.run(WORDS, stems.keySet(), stems.values());
    known.addWords(words);
  }

  private String put(MeshDocument mesh) throws SQLException {
    batches.run("delete from label where kind = any(?)", Set.of("team", "term"));
    for (MeshDocument.Team team : mesh.teams()) {
      batches.add(LABEL, "team", team.name(), team.title());
    }
    for (MeshDocument.Term term : mesh.terms()) {
      batches.add(LABEL, "term", term.name(), term.title());
    }
    return "mesh";
  }

  private String put(DomainDocument domain) throws SQLException {
    batches.add(LABEL, "domain", domain.name(), domain.title());
    batches.run("delete from application where domain = any(?)", Set.of(domain.name()));
    for (DomainDocument.Application each : domain.applications()) {
      batches.add(APPLICATION, each.name(), domain.name(), each.title(), each.owner(), each.type());
    }
    return "domain";
  }

  private String put(ProductDocument product, ProductText text) {
    SearchVector head =
        new SearchVector()
            .add(Weight.A, text.title(), lexicon)
            .add(Weight.B, text.labels(), lexicon);
    SearchVector search =
        new SearchVector()
            .add(Weight.A, text.title(), lexicon)
            .add(Weight.B, text.labels(), lexicon)
            .add(Weight.C, text.description(), lexicon)
            .add(Weight.D, text.fields(), lexicon);
    int number = Objects.requireNonNull(numbers.get(product.urn()));
    products
        .row()
        .integer(number)
        .bigint(revision)
        .text(product.urn())
        .text(product.domain())
        .text(product.name())
        .text(product.title())
        .text(product.type())
        .text(product.status())
        .text(product.owner())
        .text(text.classification())
        .texts(text.formats())
        .texts(product.tags())
        .text(text.facets())
        .integer(product.ports().size())
        .integer(Products.consumers(product))
        .timestamp(product.commit().time())
        .text(text.summary())
        .text(text.places());
    headings.row().integer(number).vector(head);
    vectors.row().integer(number).vector(search);
    text.fieldNames().forEach(name -> fields.row().text(name).integer(number));
    product.ports().stream()
        .map(PortDocument::urn)
        .distinct()
        .forEach(port -> ports.row().text(port).text(product.urn()));
    flows(product);
    known.strangersTo(text.words(), words);
    return "product";
  }

  private void flows(ProductDocument product) {
    Set<List<String>> found = new HashSet<>();
    for (String input : product.inputs()) {
      PortRefs.parse(input)
          .ifPresent(port -> found.add(List.of("input", port.product().urn(), port.urn())));
    }
    product.sources().forEach(source -> found.add(List.of("source", source, "")));
    if (product.producer() != null) {
      found.add(List.of("produces", product.producer(), ""));
    }
    for (GrantDocument grant : product.grants()) {
      if (grant.state().equals("active")) {
        for (String local : grant.ports()) {
          PortRefs.parseLocal(product.domain(), product.name(), local)
              .map(PortName::urn)
              .ifPresent(port -> found.add(List.of("grant", grant.consumer(), port)));
        }
      }
    }
    for (List<String> flow : found) {
      flows.row().text(product.urn());
      flow.forEach(flows::text);
    }
  }

  private void status(
      StatusDocument status, String kind, String subject, @Nullable String health, byte[] body) {
    statuses.row().text(status.key()).text(kind).text(subject).text(health).bytes(body);
  }
}
