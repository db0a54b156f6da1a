// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.it.CatalogProcess.Answer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A person in a browser: signed in by the identity provider, known by a cookie. What another site
/// makes the browser send has the cookie too, so a change needs a proof that only our pages know.
class SessionIT {

  private static final String REQUESTS = "/api/v1/access-requests";

  @Test
  void aSessionIsACookieThatScriptsAndOtherSitesDoNotGet() throws Exception {
    try (BrowserSession carl = BrowserSession.of("carl")) {
      Answer me = carl.send("GET", "/api/v1/me", null, Map.of());
      assertThat(me.status()).as(me.body()).isEqualTo(200);
      assertThat(me.json().path("name").asText()).isEqualTo("carl");
      assertThat(me.json().path("csrf").asText()).isNotEmpty();
      assertThat(carl.cookies())
          .as("the session")
          .isNotEmpty()
          .allSatisfy(cookie -> assertThat(cookie.isHttpOnly()).isTrue());
    }
  }

  @Test
  void aChangeNeedsTheProofOfThisSession() throws Exception {
    String form =
        """
        {"application": "billing/ledger-export", "product": "reviews/enriched-reviews",
         "ports": ["enriched@v1"], "purpose": "fraud-detection",
         "reason": "Score disputed invoices", "expires": "%s"}\
        """
            .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(90));
    try (BrowserSession carl = BrowserSession.of("carl");
        BrowserSession olivia = BrowserSession.of("olivia")) {
      // When the proof is missing, is nonsense, or is somebody else's
      for (Map<String, String> headers :
          List.<Map<String, String>>of(
              Map.of(),
              Map.of("X-Weft-Csrf", ""),
              Map.of("X-Weft-Csrf", "nonsense"),
              Map.of("X-Weft-Csrf", olivia.proof()))) {
        Answer refused = carl.send("POST", REQUESTS, form, headers);
        assertThat(refused.status()).as(headers + refused.body()).isEqualTo(403);
        assertThat(refused.json().path("code").asText()).isEqualTo("csrf");
      }

      // Then nothing was asked for
      assertThat(mine(carl)).doesNotContain("billing/ledger-export");

      // When our own page asks
      Answer asked = carl.send("POST", REQUESTS, form, Map.of("X-Weft-Csrf", carl.proof()));

      // Then it was
      assertThat(asked.status()).as(asked.body()).isEqualTo(201);
      assertThat(mine(carl)).contains("billing/ledger-export");
    }
  }

  @Test
  void aSessionEndsWithSigningOut() throws Exception {
    try (BrowserSession carl = BrowserSession.of("carl")) {
      String proof = carl.proof();
      carl.send("GET", "/auth/sign-out", null, Map.of("Accept", "text/html"));
      assertThat(carl.send("GET", "/api/v1/me", null, Map.of()).status()).isEqualTo(401);
      assertThat(carl.send("POST", REQUESTS, "{}", Map.of("X-Weft-Csrf", proof)).status())
          .isEqualTo(401);
    }
  }

  private static String mine(BrowserSession session) throws Exception {
    Answer mine = session.send("GET", REQUESTS + "?mine=true", null, Map.of());
    assertThat(mine.status()).as(mine.body()).isEqualTo(200);
    return mine.body();
  }
}
