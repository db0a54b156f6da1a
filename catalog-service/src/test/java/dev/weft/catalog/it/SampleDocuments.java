// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.event.ProductStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// A small mesh as documents of the log: two domains, three products, one grant.
final class SampleDocuments {

  static final Instant MERGED = Instant.parse("2026-11-20T10:00:00Z");
  static final String ENRICHED = "urn:weft:reviews:enriched-reviews";
  static final String GRANT = "reviews/enriched-reviews/dispute-desk";

  private static final CommitDocument COMMIT =
      new CommitDocument("4f2c9e", "Olivia Owner", "olivia@weft.example", MERGED, "Add reviews");

  private static final String REVIEW =
      """
      {"type": "record", "name": "Review", "fields": [
        {"name": "review_id", "type": "string"},
        {"name": "customer", "type": {"type": "record", "name": "Customer", "fields": [
          {"name": "customer_id", "type": "string"}]}}]}\
      """;

  private SampleDocuments() {}

  static MeshDocument mesh() {
    return new MeshDocument(
        "shop",
        "An online shop",
        "dev",
        COMMIT,
        List.of(new MeshDocument.Cluster("onprem", "Our own cluster")),
        List.of(
            team("reviews-team", "Reviews"),
            team("billing-team", "Billing"),
            team("platform-team", "Platform")),
        List.of(
            new MeshDocument.Term(
                "customer-id",
                "Customer id",
                "Who bought",
                "string",
                "",
                "confidential",
                List.of("client-number"),
                null)),
        List.of(),
        List.of("analytics", "fraud-detection"));
  }

  private static MeshDocument.Team team(String name, String title) {
    return new MeshDocument.Team(name, title, name + "@weft.example", "#" + name, null, List.of());
  }

  static DomainDocument reviews() {
    return new DomainDocument(
        "urn:weft:reviews",
        "reviews",
        "Product reviews",
        "What customers say of products",
        "reviews-team",
        COMMIT,
        List.of(application("reviews/enricher", "Enricher", "reviews-team")));
  }

  static DomainDocument billing() {
    return new DomainDocument(
        "urn:weft:billing",
        "billing",
        "Billing",
        "",
        "billing-team",
        COMMIT,
        List.of(application("billing/dispute-desk", "Dispute desk", "billing-team")));
  }

  private static DomainDocument.Application application(String name, String title, String team) {
    return new DomainDocument.Application(
        name, title, team, "", "oauth", "User:" + name.replace('/', '.'));
  }

  static ProductDocument raw() {
    return product(
        "raw-reviews",
        "Raw reviews",
        "source-aligned",
        "Reviews as the shop window sends them.",
        List.of(),
        List.of(port("raw-reviews", "reviews", List.of(field("review_id", "Id of the review")))),
        List.of());
  }

  static ProductDocument enriched() {
    return product(
        "enriched-reviews",
        "Product reviews with who wrote them",
        "aggregate",
        "# Enriched reviews\n\nEach review with the **customer** who wrote it.\n",
        List.of("reviews/raw-reviews/reviews@v1"),
        List.of(
            port(
                "enriched-reviews",
                "enriched",
                List.of(
                    field("review_id", "Id of the review"),
                    new PortDocument.Field(
                        "customer.customer_id",
                        "string",
                        true,
                        "Who wrote it",
                        List.of("pii"),
                        "customer-id",
                        List.of())))),
        List.of(
            new GrantDocument(
                GRANT,
                "dispute-desk",
                "billing/dispute-desk",
                List.of("enriched@v1"),
                "read",
                "fraud-detection",
                "Score disputed invoices",
                "active",
                null,
                "domains/reviews/enriched-reviews/access/dispute-desk.yaml",
                "billing.dispute-desk.")));
  }

  static ProductDocument product(
      String name,
      String title,
      String type,
      String description,
      List<String> inputs,
      List<PortDocument> ports,
      List<GrantDocument> grants) {
    return new ProductDocument(
        "urn:weft:reviews:" + name,
        "reviews",
        name,
        title,
        type,
        "active",
        "reviews-team",
        List.of("feedback"),
        description,
        inputs,
        List.of(),
        "reviews/enricher",
        "domains/reviews/" + name + "/product.yaml",
        ports,
        grants,
        List.of(),
        COMMIT);
  }

  static PortDocument port(String product, String name, List<PortDocument.Field> fields) {
    var config = new TreeMap<String, String>();
    config.put("cleanup.policy", "delete");
    config.put("compression.type", "zstd");
    return new PortDocument(
        "urn:weft:reviews:" + product + ":" + name + ":v1",
        name,
        1,
        "active",
        null,
        "reviews." + product + "." + name + ".v1",
        6,
        1,
        Duration.ofDays(7).toMillis(),
        config,
        List.of("onprem"),
        new PortDocument.Schema("avro", "Review", REVIEW, List.of(), "reviews/" + product, fields),
        new PortDocument.Key("string", "review_id"),
        "BACKWARD_TRANSITIVE",
        "confidential",
        new PortDocument.Sla(Duration.ofMinutes(1), 99.9, null),
        new PortDocument.Access("owner", List.of("fraud-detection"), Duration.ofDays(365)),
        List.of());
  }

  static PortDocument.Field field(String path, String doc) {
    return new PortDocument.Field(path, "string", true, doc, List.of(), null, List.of());
  }

  static ProductStatus ready() {
    return new ProductStatus(
        ENRICHED,
        "onprem",
        List.of(new ProductStatus.Condition("Ready", "True", "ReadBack", "", MERGED)),
        "4f2c9e",
        MERGED.plusSeconds(2),
        List.of());
  }

  static GrantStatus granted() {
    return new GrantStatus(
        GRANT,
        ENRICHED,
        "billing/dispute-desk",
        List.of("enriched@v1"),
        "onprem",
        MERGED,
        "4f2c9e",
        MERGED.plusSeconds(1),
        MERGED.plusSeconds(2),
        null,
        null,
        null,
        null,
        null,
        "");
  }
}
