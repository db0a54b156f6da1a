// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

/// A full example of each kind, for the reference. A test loads them.
final class Examples {

  private Examples() {}

  static String of(ManifestKind kind) {
    String header = "apiVersion: weft.dev/v1\nkind: " + kind.word() + "\n";
    return header
        + switch (kind) {
          case MESH -> MESH;
          case TEAM_LIST -> TEAM_LIST;
          case DOMAIN -> DOMAIN;
          case APPLICATION -> APPLICATION;
          case DATA_PRODUCT -> DATA_PRODUCT;
          case ACCESS_GRANT -> ACCESS_GRANT;
          case POLICY -> POLICY;
          case TERM -> TERM;
          case WAIVER -> WAIVER;
        };
  }

  private static final String MESH =
      """
      metadata: {name: shop, title: The shop's data mesh}
      spec:
        clusters:
          onprem: {title: Our own data center}
          cloud: {title: Cloud region, classification: confidential}
        environments:
          dev:
            clusters: {onprem: {}}
            defaults: {topic: {replication: 1}}
          prod:
            clusters:
              onprem: {id: 5L6g3nShT-eMCtK--X86sw, brokers: 3}
              cloud: {}
            control: onprem
            budget: {deletes: 0, revokes: 50}
            removal: {topics: keep, grace: P7D, pause: P1D}
            drift: {configs: report}
        defaults:
          compatibility: BACKWARD_TRANSITIVE
          topic: {partitions: 6, replication: 3, retention: P7D}
        links:
          - {name: to-cloud, from: onprem, to: cloud}
      """;

  private static final String TEAM_LIST =
      """
      metadata: {name: teams}
      spec:
        teams:
          - name: reviews-team
            title: Reviews
            email: reviews@example.org
            chat: "#reviews"
            members: [ada@example.org, grace@example.org]
            onCall: reviews-primary
      """;

  private static final String DOMAIN =
      """
      metadata: {name: reviews, title: Reviews, tags: [customer-voice]}
      spec:
        owner: reviews-team
        description: Everything customers say about products.
        defaults:
          classification: confidential
          topic: {config: {compression.type: zstd}}
      """;

  private static final String APPLICATION =
      """
      metadata: {name: enricher, title: Joins reviews with profiles}
      spec:
        owner: reviews-team
        type: oauth
        quota: {produce: 10MiB, consume: 20MiB, requests: 50}
        environments:
          dev: {quota: {produce: 1MiB}}
      """;

  private static final String DATA_PRODUCT =
      """
      metadata:
        name: enriched-reviews
        title: Product reviews with who wrote them
        tags: [reviews, loyalty]
      spec:
        type: aggregate
        status: active
        owner: reviews-team
        description: docs/README.md
        inputs:
          - port: reviews/raw-reviews/reviews@v1
          - source: Loyalty program, exported nightly
        producer: reviews/enricher
        ports:
          - name: enriched
            version: 1
            schema: schemas/enriched-review.avsc
            key: {type: string, field: review_id}
            compatibility: BACKWARD_TRANSITIVE
            classification: confidential
            discharges:
              - {input: reviews/raw-reviews/reviews@v1, reason: Mail addresses in texts are blackened}
            topic: {partitions: 6, retention: P7D, cleanup: delete, config: {compression.type: zstd}}
            sla: {freshness: PT1M, availability: 99.9, timeToRepair: PT4H}
            availableOn: [onprem, cloud]
            access: {approval: owner, purposes: [analytics, fraud-detection], longest: P365D}
        environments:
          prod: {ports: {enriched@v1: {topic: {partitions: 24}}}}
      """;

  private static final String ACCESS_GRANT =
      """
      metadata: {name: invoice-runner}
      spec:
        consumer: billing/invoice-runner
        ports: [enriched@v1]
        operation: read
        purpose: fraud-detection
        reason: Score disputed invoices
        approvedBy: ada@example.org
        expires: 2027-03-01
        environments: [prod]
      """;

  private static final String POLICY =
      """
      metadata: {name: freshness-is-promised}
      spec:
        description: Consumers plan with a promised freshness.
        severity: warning
        mode: enforce
        modes: {scan: audit}
        appliesTo: {each: port, domains: [reviews], when: port.status == 'active'}
        params:
          slowest: {type: duration, default: PT10M, meaning: The longest freshness that is of use.}
        checks:
          - id: promised
            assert: has(port.sla.freshness)
            say: The port {port.name} promises no freshness
            at: sla
            hint: add `sla.freshness`, at most {params.slowest}
        tests:
          - name: a port that promises nothing
            given: {port: {sla: {freshness: null}}}
            finds: [promised]
      """;

  private static final String TERM =
      """
      metadata: {name: customer-id, title: Customer number}
      spec:
        description: Identifies a customer in every domain.
        type: string
        format: C followed by nine digits
        classification: confidential
        synonyms: [cust_id, customer_no]
        owner: reviews-team
        issuedBy: customers/profiles
      """;

  private static final String WAIVER =
      """
      metadata: {name: enriched-reviews-freshness}
      spec:
        policy: freshness-is-promised
        product: reviews/enriched-reviews
        reason: The source is replaced in spring.
        approvedBy: grace@example.org
        expires: 2027-04-30
      """;
}
