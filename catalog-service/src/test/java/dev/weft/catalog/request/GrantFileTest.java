// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.forge.AccessTerms;
import dev.weft.git.OverlayTree;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.manifest.AccessGrantManifest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantFileTest {

  private static final String PATH = "domains/reviews/enriched-reviews/access/invoice-runner.yaml";

  @Test
  void keepsEveryReasonAText() {
    for (String reason :
        List.of(
            "plain",
            "quotes \" and ' and \\",
            "two\nlines\n  status: approved",
            "# no comment: [x]",
            "}, consumer: orders/storefront, {",
            "tab\tand bell\u0007 and \u202eright to left",
            "zażółć gęślą jaźń \uD83D\uDC4D")) {
      AccessGrantManifest grant = load(GrantFile.render(terms(reason)));

      assertThat(grant.reason().strip()).as(reason).isEqualTo(reason);
      assertThat(grant.consumer()).hasToString("billing/invoice-runner");
      assertThat(grant.status()).isEqualTo(AccessGrantManifest.Status.APPROVED);
    }
  }

  @Test
  void revokesAGrantWithoutAStatus() {
    String text = GrantFile.render(terms("Why"));

    assertThat(GrantFile.revoked(text)).contains(text + "  status: revoked\n");
    assertThat(load(text + "  status: revoked\n").status())
        .isEqualTo(AccessGrantManifest.Status.REVOKED);
  }

  @Test
  void revokesAGrantWithAStatusAndKeepsItsComments() {
    String text =
        GrantFile.render(terms("Why")) + "  status: approved   # since autumn\n  # the end\n";

    assertThat(GrantFile.revoked(text))
        .contains(text.replace("status: approved", "status: revoked"));
  }

  @Test
  void revokesAGrantInOneLine() {
    String text =
        """
        apiVersion: weft.dev/v1
        kind: AccessGrant
        metadata: {name: invoice-runner}
        spec: {consumer: billing/invoice-runner, ports: [enriched@v1], operation: read, purpose: analytics, reason: Why}
        """;

    String revoked = GrantFile.revoked(text).orElseThrow();

    assertThat(load(revoked).status()).isEqualTo(AccessGrantManifest.Status.REVOKED);
    assertThat(revoked).isEqualTo(text.replace("reason: Why}", "reason: Why, status: revoked}"));
  }

  private static AccessGrantManifest load(String text) {
    return MeshLoader.load(
            new OverlayTree(
                AccessRulesTest.SAMPLE,
                Map.of(PATH, Optional.of(text.getBytes(StandardCharsets.UTF_8)))))
        .grants()
        .stream()
        .filter(grant -> grant.file().equals(PATH))
        .findFirst()
        .orElseThrow();
  }

  private static AccessTerms terms(String reason) {
    return new AccessTerms(
        "reviews/enriched-reviews/invoice-runner",
        PATH,
        "billing/invoice-runner",
        "reviews/enriched-reviews",
        List.of("enriched@v1"),
        "analytics",
        reason,
        LocalDate.of(2027, 3, 1));
  }
}
