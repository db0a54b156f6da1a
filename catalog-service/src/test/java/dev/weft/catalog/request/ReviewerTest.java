// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.view.Finding;
import dev.weft.git.OverlayTree;
import dev.weft.governance.Circumstances;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReviewerTest {

  private static final String PRODUCT = "domains/reviews/enriched-reviews/product.yaml";
  private static final SourceTree SAMPLE = AccessRulesTest.SAMPLE;

  @Test
  void saysNothingAgainstAGoodChange() throws IOException {
    Review review = review(SAMPLE, edit("retention: P30D", "retention: P20D"));

    assertThat(review.diagnostics()).isEmpty();
    assertThat(review.isBlocked()).isFalse();
  }

  @Test
  void blocksWhatCannotBeRead() throws IOException {
    Review review = review(SAMPLE, edit("retention: P30D", "retenion: P30D"));

    assertThat(review.isBlocked()).isTrue();
    assertThat(review.diagnostics())
        .anySatisfy(finding -> {
          assertThat(finding.file()).isEqualTo(PRODUCT);
          assertThat(finding.line()).isPositive();
          assertThat(finding.blocking()).isTrue();
          assertThat(finding.message()).contains("retenion");
        });
    assertThat(review.why()).contains("retenion");
  }

  @Test
  void blocksWhatAPolicyForbids() throws IOException {
    // Personal data that the port no longer calls confidential.
    Review review = review(SAMPLE, edit("classification: confidential", "classification: public"));

    assertThat(review.isBlocked()).isTrue();
    assertThat(review.findings())
        .anySatisfy(finding -> {
          assertThat(finding.blocking()).isTrue();
          assertThat(finding.file()).isEqualTo(PRODUCT);
          assertThat(finding.line()).isPositive();
        });
  }

  @Test
  void holdsNothingAgainstAChangeThatWasWrongBefore() {
    String broken = "domains/orders/orders/product.yaml";
    SourceTree base = new OverlayTree(SAMPLE, Map.of(broken, bytes("spec: [unfinished")));
    SourceTree proposed = new OverlayTree(base, Map.of("governance/note.md", bytes("A note.\n")));

    Review review = review(base, proposed);

    assertThat(review.isBlocked()).isFalse();
  }

  @Test
  void noChangeLoosensThePolicyThatItBreaks() throws IOException {
    String off =
        """
        apiVersion: weft.dev/v1
        kind: Policy
        metadata: {name: personal-data-is-classified}
        spec: {basedOn: personal-data-is-classified, mode: 'off'}
        """;
    SourceTree proposed =
        new OverlayTree(
            edit("classification: confidential", "classification: public"),
            Map.of("governance/policies/personal-data-is-classified.yaml", bytes(off)));

    assertThat(review(SAMPLE, proposed).isBlocked()).isTrue();
  }

  @Test
  void whatIsSaidForAReaderCountsOnceItsTeamHasApproved() throws IOException {
    String reader = "domains/customers/applications/care-alerts.yaml";
    String schema = "domains/reviews/enriched-reviews/schemas/enriched-review.avsc";
    String text = new String(SAMPLE.read(reader), StandardCharsets.UTF_8);
    String shape = new String(SAMPLE.read(schema), StandardCharsets.UTF_8);
    String says =
        "\n  reads: [{port: reviews/enriched-reviews/enriched@v1, acknowledged: [sku]}]\n";
    SourceTree proposed =
        new OverlayTree(
            SAMPLE,
            Map.of(
                reader, bytes(text.stripTrailing() + says),
                schema, bytes(shape.replace("\"name\": \"sku\"", "\"name\": \"article\""))));

    assertThat(broken(review(SAMPLE, proposed, Set.of()))).contains("customers/care-alerts");
    assertThat(broken(review(SAMPLE, proposed, Set.of("reviews-team"))))
        .contains("customers/care-alerts");
    assertThat(broken(review(SAMPLE, proposed, Set.of("customers-team")))).isEmpty();
  }

  private static String broken(Review review) {
    return review.findings().stream()
        .filter(finding -> finding.rule().startsWith("readers-are-not-broken"))
        .map(Finding::message)
        .collect(Collectors.joining("; "));
  }

  private static Review review(SourceTree base, SourceTree proposed) {
    return review(base, proposed, Set.of());
  }

  private static Review review(SourceTree base, SourceTree proposed, Set<String> consenting) {
    LoadedMesh mesh = MeshLoader.load(base);
    BaseMesh.At at =
        new BaseMesh.At(
            "base", AccessRulesTest.TODAY, mesh, mesh.resolve("dev", AccessRulesTest.TODAY));
    return new Reviewer(
            "dev",
            new Circumstances(consenting, null),
            AccessRulesTest.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(),
            new BaseMesh.Memory())
        .review(at, proposed);
  }

  private static SourceTree edit(String from, String to) throws IOException {
    String text = new String(SAMPLE.read(PRODUCT), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return new OverlayTree(SAMPLE, Map.of(PRODUCT, bytes(text.replace(from, to))));
  }

  private static Optional<byte[]> bytes(String text) {
    return Optional.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
