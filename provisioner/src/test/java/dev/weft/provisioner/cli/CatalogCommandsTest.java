// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.provisioner.report.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class CatalogCommandsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "a-token-of-carl";

  private static final String REQUEST =
      """
      {"id": 7, "grant": "reviews/enriched-reviews/invoice-runner",
       "product": {"urn": "urn:weft:reviews:enriched-reviews", "title": "Enriched reviews",
         "domain": "reviews", "name": "enriched-reviews"},
       "application": "billing/invoice-runner", "ports": ["enriched@v1"],
       "purpose": "fraud-detection", "reason": "Score invoices", "expires": "2027-03-31",
       "requestedBy": "carl", "requestedAt": "2026-11-21T10:00:00Z", "state": "open",
       "facts": {}, "waitsFor": "The approval of `reviews-team` is missing.", "change": 7,
       "canApprove": false, "canWithdraw": true}
      """;

  private static final String CHANGE =
      """
      {"number": 7, "title": "Access for billing/invoice-runner", "state": "merged",
       "head": "4f2c9e0011", "whyNotMerge": "The change is merged."}
      """;

  @TempDir private Path home;

  private final FakeCatalog catalog = newCatalog();
  private final Shell shell = new Shell(Path.of(""));

  private static FakeCatalog newCatalog() {
    try {
      return new FakeCatalog();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void signIn() {
    shell.environment.put("WEFT_TOKEN", TOKEN);
    shell.environment.put("WEFT_CATALOG", catalog.url());
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void searchTellsWhatWasFound() {
    catalog.answer(
        "GET /api/v1/search?size=10&page=1&q=revews%20%26%20co",
        200,
        """
        {"query": "revews & co", "corrected": "reviews co", "total": 12, "page": 1, "size": 10,
         "hits": [{"urn": "urn:weft:reviews:enriched-reviews", "title": "Enriched reviews",
           "summary": "Reviews with who wrote them.", "type": "aggregate", "status": "active",
           "owner": "reviews-team", "consumers": 1, "health": "ready"}]}
        """);

    Shell.Done done = shell.run("search", "revews", "&", "co");

    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isZero();
    assertThat(done.out())
        .isEqualTo(
            """
            Showing results for: reviews co
            Enriched reviews
              urn:weft:reviews:enriched-reviews
              aggregate, active, ready, owned by reviews-team, 1 consumer
              Reviews with who wrote them.
            11 more; --page shows them.
            """);
    assertThat(catalog.calls().getFirst().token()).isEqualTo("Bearer " + TOKEN);
    assertAreInTheApi();
  }

  @Test
  void showTakesUrnsOfProductsAndPortsAndPlainNames() throws IOException {
    String product =
        """
        {"urn": "urn:weft:reviews:enriched-reviews", "title": "Enriched reviews",
         "type": "aggregate", "status": "active", "owner": {"name": "reviews-team"},
         "consumerCount": 2, "description": "Who wrote what.",
         "ports": [{"urn": "urn:weft:reviews:enriched-reviews:enriched:v1", "name": "enriched",
           "major": 1, "topic": "reviews.enriched.v1", "clusters": ["onprem"], "format": "avro",
           "fieldCount": 16, "compatibility": "BACKWARD", "classification": "confidential",
           "access": {"purposes": ["analytics", "fraud-detection"]}}]}
        """;
    catalog.answer("GET /api/v1/products/reviews/enriched-reviews", 200, product);

    for (String subject :
        new String[] {
          "urn:weft:reviews:enriched-reviews",
          "urn:weft:reviews:enriched-reviews:enriched:v1",
          "reviews/enriched-reviews"
        }) {
      Shell.Done done = shell.run("show", subject);
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(done.out())
          .contains(
              "owned by reviews-team, 2 consumers",
              "enriched@v1",
              "avro, 16 fields, BACKWARD",
              "analytics, fraud-detection");
    }
    Shell.Done json = shell.run("show", "reviews/enriched-reviews", "--format", "json");
    assertThat(JSON.readTree(json.out())).isEqualTo(JSON.readTree(product));
    Shell.Done wrong = shell.run("show", "enriched reviews");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("Write it as urn:weft:DOMAIN:PRODUCT");
    assertAreInTheApi();
  }

  @Test
  void accessIsAskedForApprovedDeniedAndRevoked() throws IOException {
    catalog
        .answer("POST /api/v1/access-requests", 201, REQUEST)
        .answer("GET /api/v1/access-requests?mine=true", 200, "[" + REQUEST + "]")
        .answer("GET /api/v1/change-requests/7", 200, CHANGE.replace("merged", "open"))
        .answer("POST /api/v1/change-requests/7/approve", 200, CHANGE)
        .answer("POST /api/v1/change-requests/7/deny", 200, CHANGE.replace("merged", "closed"))
        .answer("POST /api/v1/grants/reviews/enriched-reviews/invoice-runner/revoke", 200, CHANGE);

    Shell.Done asked =
        shell.run(
            "access",
            "request",
            "reviews/enriched-reviews",
            "--for",
            "billing/invoice-runner",
            "--port",
            "enriched@v1",
            "--purpose",
            "fraud-detection",
            "--reason",
            "Score invoices",
            "--until",
            "2027-03-31");
    Shell.Done listed = shell.run("access", "list", "--mine");
    Shell.Done approved = shell.run("access", "approve", "7");
    Shell.Done denied = shell.run("access", "deny", "7", "--reason", "No");
    Shell.Done revoked =
        shell.run(
            "access", "revoke", "reviews/enriched-reviews/invoice-runner", "--reason", "Done");

    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(asked.out())
        .contains("#7 billing/invoice-runner reads reviews/enriched-reviews enriched@v1, open")
        .contains("waits for   The approval of `reviews-team` is missing.");
    assertThat(JSON.readTree(catalog.calls().getFirst().body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"application": "billing/invoice-runner", "product": "reviews/enriched-reviews",
                 "ports": ["enriched@v1"], "purpose": "fraud-detection",
                 "reason": "Score invoices", "expires": "2027-03-31"}\
                """));
    assertThat(listed.out()).isEqualTo(asked.out());
    assertThat(approved.out()).contains("#7 Access for billing/invoice-runner: merged");
    assertThat(approved.out()).doesNotContain("waits for");
    assertThat(body("/approve").path("commit").asText()).isEqualTo("4f2c9e0011");
    assertThat(denied.out()).contains(": closed");
    assertThat(body("/deny").path("reason").asText()).isEqualTo("No");
    assertThat(revoked.code()).as(revoked.err()).isZero();
    assertAreInTheApi();
  }

  @Test
  void whatTheCatalogRefusesIsToldWithItsReason() {
    catalog.answer(
        "POST /api/v1/change-requests/7/approve",
        403,
        """
        {"type": "urn:weft:problem:forbidden", "title": "Refused", "status": 403,
         "detail": "You asked for this change, so somebody else has to approve it.",
         "hint": "Ask a member of `reviews-team`.",
         "errors": [{"field": "commit", "message": "is of carl"}]}
        """);

    Shell.Done done = shell.run("access", "approve", "7", "--commit", "4f2c9e0011");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out()).isEmpty();
    assertThat(done.err())
        .contains("You asked for this change, so somebody else has to approve it.")
        .contains("commit: is of carl")
        .contains("Ask a member of `reviews-team`.");
  }

  @Test
  void whatIsWrongWithOneFieldIsToldOnce() {
    catalog.answer(
        "POST /api/v1/change-requests/7/deny",
        422,
        """
        {"title": "Not as it has to be", "status": 422, "detail": "Write a reason.",
         "errors": [{"field": "reason", "message": "Write a reason."}]}
        """);

    Shell.Done done = shell.run("access", "deny", "7", "--reason", " ");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).isEqualTo("weft: error: reason: Write a reason.\n");
  }

  @Test
  void saysWhatIsWrongWithTokenAndServer() {
    catalog.answer("GET /api/v1/access-requests?mine=false", 401, "{}");
    Shell.Done ended = shell.run("access", "list");
    Shell.Done other = shell.run("access", "list", "--product", "a/b");
    Shell.Done away = shell.run("search", "x", "--server", "http://127.0.0.1:1");
    Shell.Done open = shell.run("search", "x", "--server", "http://catalog.example.com");
    Shell.Done none = shell.run("search", "x", "--server", "catalog");
    shell.environment.remove("WEFT_TOKEN");
    shell.environment.put("HOME", home.toString());
    Shell.Done anonymous = shell.run("search", "x");

    assertThat(ended.err()).contains("does not take the token", "weft login", "set WEFT_TOKEN");
    assertThat(other.err()).contains("answered with status 500");
    assertThat(away.err()).contains("http://127.0.0.1:1 does not answer", "--server");
    assertThat(open.err()).contains("would be readable", "https://");
    assertThat(none.err()).contains("not the address of a catalog");
    assertThat(anonymous.err()).contains("Nobody has said who asks the catalog.", "weft login");
    assertThat(ended.code() + other.code() + away.code() + open.code() + none.code()).isEqualTo(5);
    assertThat(shell.run("access").err()).contains("Use one of: weft access list, request");
  }

  private JsonNode body(String ending) throws IOException {
    String body =
        catalog.calls().stream()
            .filter(call -> call.target().endsWith(ending))
            .findFirst()
            .orElseThrow()
            .body();
    return JSON.readTree(body);
  }

  /// What the commands call is in the document of the catalog's API.
  private void assertAreInTheApi() {
    JsonNode paths = api().path("paths");
    for (FakeCatalog.Call call : catalog.calls()) {
      String path = call.target().replaceFirst("\\?.*", "");
      String method = call.method().toLowerCase(Locale.ROOT);
      assertThat(paths.properties())
          .as(call.method() + " " + path)
          .anyMatch(entry ->
              path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))
                  && entry.getValue().has(method));
    }
  }

  private static JsonNode api() {
    try {
      String document = Files.readString(Golden.root().resolve("web-ui/openapi/catalog.yaml"));
      Object content = new Load(LoadSettings.builder().build()).loadFromString(document);
      return JSON.valueToTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
