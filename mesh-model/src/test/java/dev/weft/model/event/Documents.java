// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One document of each kind with every component present, and one with all optional ones absent.
final class Documents {

  static final Instant AT = Instant.parse("2026-11-20T09:30:00.125Z");
  static final CommitDocument COMMIT =
      new CommitDocument("4f1c0de", "Olivia", "olivia@example.com", AT, "Add enriched reviews");

  private Documents() {}

  static MeshDocument mesh() {
    return new MeshDocument(
        "retail",
        "Retail",
        "dev",
        COMMIT,
        List.of(new MeshDocument.Cluster("onprem", "Own machines")),
        List.of(
            new MeshDocument.Team(
                "reviews-team",
                "Reviews",
                "reviews@example.com",
                "#reviews",
                "pager",
                List.of("olivia@example.com")),
            new MeshDocument.Team("billing-team", "Billing", null, null, null, List.of())),
        List.of(
            new MeshDocument.Term(
                "customer-id",
                "Customer",
                "One customer",
                "string",
                "uuid",
                "confidential",
                List.of("customer_id"),
                "customers-team")),
        List.of(
            new MeshDocument.Policy(
                "pii-is-restricted", "PII", "Why", "reviews", "danger", "enforce")),
        List.of("analytics", "fraud-detection"));
  }

  static DomainDocument domain() {
    return new DomainDocument(
        "urn:weft:billing",
        "billing",
        "Billing",
        "",
        "billing-team",
        COMMIT,
        List.of(
            new DomainDocument.Application(
                "billing/dispute-desk",
                "Dispute desk",
                "billing-team",
                "Reads disputes",
                "oauth",
                "User:billing.dispute-desk")));
  }

  static ProductDocument product() {
    return new ProductDocument(
        "urn:weft:reviews:enriched-reviews",
        "reviews",
        "enriched-reviews",
        "Enriched reviews",
        "aggregate",
        "active",
        "reviews-team",
        List.of("loyalty", "reviews"),
        "# Reviews\n\nWith *who* wrote them – “quoted”.",
        List.of("reviews/raw-reviews/reviews@v1"),
        List.of("crm"),
        "reviews/enricher",
        "domains/reviews/enriched-reviews/product.yaml",
        List.of(port(), bare()),
        List.of(
            new GrantDocument(
                "reviews/enriched-reviews/dispute-desk",
                "dispute-desk",
                "billing/dispute-desk",
                List.of("enriched@v1"),
                "read",
                "fraud-detection",
                "Score disputes",
                "active",
                LocalDate.parse("2027-03-01"),
                "domains/reviews/enriched-reviews/access/dispute-desk.yaml",
                "billing.dispute-desk.")),
        List.of(
            new FindingDocument(
                "pii-is-restricted",
                "email",
                "warning",
                "warn",
                false,
                "A field is PII",
                "Tag it",
                "domains/reviews/enriched-reviews/product.yaml",
                12,
                3)),
        COMMIT);
  }

  private static PortDocument port() {
    return new PortDocument(
        "urn:weft:reviews:enriched-reviews:enriched:v1",
        "enriched",
        1,
        "deprecated",
        "reviews/enriched-reviews/enriched@v2",
        LocalDate.parse("2027-06-30"),
        "reviews.enriched-reviews.enriched.v1",
        6,
        3,
        604_800_000L,
        new TreeMap<>(Map.of("retention.ms", "604800000", "cleanup.policy", "delete")),
        List.of("onprem", "cloud"),
        new PortDocument.Schema(
            "avro",
            "com.example.Review",
            "{\"type\": \"record\"}",
            List.of(new PortDocument.Reference("com.example.Author", "{}")),
            "weft.dev/reviews.enriched-reviews.enriched.v1-value",
            List.of(
                new PortDocument.Field(
                    "author.id", "string", true, "Who", List.of("pii"), "customer-id", List.of()),
                new PortDocument.Field(
                    "stars", "enum", false, "", List.of(), null, List.of("ONE", "TWO")))),
        new PortDocument.Key("string", "review_id"),
        "BACKWARD_TRANSITIVE",
        "confidential",
        List.of(
            new PortDocument.Discharge(
                "customers/profiles/profiles@v1", "Only the country of a customer is left")),
        new PortDocument.Sla(Duration.ofMinutes(1), 99.9, Duration.ofHours(4)),
        new PortDocument.Access("owner", List.of("analytics"), Duration.ofDays(365)),
        List.of("gold"));
  }

  private static PortDocument bare() {
    return new PortDocument(
        "urn:weft:reviews:enriched-reviews:plain:v1",
        "plain",
        1,
        "active",
        null,
        "reviews.enriched-reviews.plain.v1",
        1,
        1,
        null,
        new TreeMap<>(),
        List.of(),
        new PortDocument.Schema("json", "plain.json", "{}", List.of(), "g/a", List.of()),
        null,
        "NONE",
        "public",
        new PortDocument.Sla(null, null, null),
        new PortDocument.Access("none", List.of(), null),
        List.of());
  }

  static ProductStatus productStatus() {
    return new ProductStatus(
        "urn:weft:reviews:enriched-reviews",
        "onprem",
        List.of(new ProductStatus.Condition("Ready", "True", "ReadBack", "", AT)),
        "4f1c0de",
        AT,
        List.of(new ProductStatus.Drift("topic a", "retention.ms is 1")));
  }

  static GrantStatus grantStatus() {
    return new GrantStatus(
        "reviews/enriched-reviews/dispute-desk",
        "urn:weft:reviews:enriched-reviews",
        "billing/dispute-desk",
        List.of("enriched@v1"),
        "onprem",
        AT,
        "4f1c0de",
        AT.plusSeconds(1),
        AT.plusSeconds(2),
        AT.plusSeconds(3),
        AT.plusSeconds(4),
        1000L,
        17L,
        AT.plusSeconds(5),
        "");
  }

  static GrantStatus newGrantStatus() {
    return new GrantStatus(
        "reviews/enriched-reviews/dispute-desk",
        "urn:weft:reviews:enriched-reviews",
        "billing/dispute-desk",
        List.of("enriched@v1"),
        "cloud",
        AT,
        "4f1c0de",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "Waits for the cluster.");
  }

  static DaemonStatus daemonStatus() {
    return new DaemonStatus(
            "dev", "4f1c0de", AT, AT, AT, "done", AT, "", true, "http://127.0.0.1:18083")
        .with(
            new ProductStatus.Condition(
                "SourceVerified", "True", "Verified", "Signed by olivia", AT));
  }

  static DaemonStatus newDaemonStatus() {
    return new DaemonStatus("dev", null, null, AT, null, null, null, "Starting", false, null);
  }

  static GrantUse grantUse() {
    return new GrantUse("reviews/enriched-reviews/dispute-desk", "onprem", AT, 2, 1000, 17);
  }

  static PortTraffic portTraffic() {
    return new PortTraffic("urn:weft:reviews:enriched-reviews:enriched:v1", "onprem", AT, 1017);
  }

  static PortState portState() {
    return new PortState(
        "urn:weft:reviews:enriched-reviews:enriched:v1",
        "onprem",
        AT,
        17,
        1017,
        AT.minusSeconds(3600),
        AT.minusSeconds(1),
        65_536L,
        2.5);
  }

  static LinkLag linkLag() {
    return new LinkLag("urn:weft:reviews:enriched-reviews:enriched:v1", "onprem", "cloud", AT, 3);
  }

  static PauseStatus pause() {
    return new PauseStatus(
        PauseStatus.cluster("onprem"),
        "petra",
        "Brokers are being upgraded",
        Instant.parse("2026-11-20T09:30:00.125Z"),
        Instant.parse("2026-11-20T18:00:00Z"));
  }
}
