// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every operation of the OpenAPI document with every kind of caller: who may not come in does not,
/// and an operation that nobody has thought of cannot be there.
class AuthorizationIT {

  private static final Path DOCUMENT = Path.of("target/openapi/openapi.yaml");
  private static final Pattern PATH = Pattern.compile("^  (/\\S+):$");
  private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|patch|head):$");

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /// An operation of the API.
  private record Operation(String method, String path) {

    /// With every parameter filled in with something that does not exist.
    String call() {
      return path.replaceAll("\\{number}|\\{n}", "999999").replaceAll("\\{[^}]+}", "nothing");
    }

    boolean isRead() {
      return method.equals("GET");
    }
  }

  @TestFactory
  List<DynamicTest> checksEveryOperationWithEveryCaller() throws IOException {
    Map<String, @Nullable String> callers = callers();
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : operations()) {
      callers.forEach((caller, token) ->
          tests.add(
              dynamicTest(
                  operation.method + " " + operation.path + " as " + caller,
                  () -> check(operation, caller, token))));
    }
    return tests;
  }

  @Test
  void seesTheWholeDocument() throws IOException {
    assertThat(operations()).hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void aMachineReadsTheCatalogWithTheRoleForIt() {
    var identity = Catalog.STACK.identity();
    String product = "/api/v1/products/reviews/enriched-reviews";
    var answer = Catalog.SERVICE.get(product, identity.serviceToken("weft-catalog-reader"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("urn").asText()).isEqualTo(SampleDocuments.ENRICHED);

    var refused = Catalog.SERVICE.get(product, identity.serviceToken("weft-catalog"));
    assertThat(refused.status()).isEqualTo(FORBIDDEN);
    assertThat(refused.json().path("detail").asText())
        .isEqualTo(
            "Client `weft-catalog` lacks the role `catalog-read`."
                + " Ask the platform team to assign it.");
  }

  @Test
  void sendsBrowsersToTheIdentityProviderForSigningInAndForNothingElse() {
    var signIn =
        Catalog.SERVICE.send(
            "GET", "/auth/sign-in?return=/search", null, null, Map.of("Accept", "text/html"));
    assertThat(signIn.status()).isEqualTo(302);
    assertThat(signIn.response().headers().firstValue("Location").orElse(""))
        .startsWith(Catalog.STACK.identity().issuer())
        .contains("code_challenge");
    var page = Catalog.SERVICE.send("GET", "/api/v1/me", null, null, Map.of("Accept", "text/html"));
    assertThat(page.status()).isEqualTo(UNAUTHORIZED);
  }

  @Test
  void tellsBrowsersToLoadNothingFromElsewhere() {
    var headers = Catalog.SERVICE.get("/api/v1/me", Catalog.token("carl")).response().headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "frame-ancestors 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  private static void check(Operation operation, String caller, @Nullable String token)
      throws IOException, InterruptedException {
    int status = status(operation, token);
    switch (caller) {
      case "anonymous", "stranger to the realm", "application without our audience" ->
          assertThat(status).isEqualTo(UNAUTHORIZED);
      case "machine without role" -> assertThat(status).isEqualTo(FORBIDDEN);
      case "machine that may read" -> {
        if (operation.isRead()) {
          assertThat(status).isNotIn(UNAUTHORIZED, FORBIDDEN).isLessThan(500);
        } else {
          assertThat(status).isEqualTo(FORBIDDEN);
        }
      }
      default -> {
        assertThat(status).isNotEqualTo(UNAUTHORIZED).isLessThan(500);
        if (operation.isRead()) {
          assertThat(status).isNotEqualTo(FORBIDDEN);
        }
      }
    }
  }

  private static int status(Operation operation, @Nullable String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(Catalog.SERVICE.uri(operation.call()))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/json")
            .method(
                operation.method,
                operation.isRead()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString("{}"));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      // Only the head of the answer: the feed has no end.
      HttpResponse<java.io.InputStream> response =
          http.send(request.build(), BodyHandlers.ofInputStream());
      response.body().close();
      http.shutdownNow();
      return response.statusCode();
    }
  }

  private static Map<String, @Nullable String> callers() {
    var identity = Catalog.STACK.identity();
    Map<String, @Nullable String> callers = new LinkedHashMap<>();
    callers.put("anonymous", null);
    callers.put("stranger to the realm", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.");
    callers.put("application without our audience", identity.serviceToken("weft-provisioner"));
    callers.put("machine without role", identity.serviceToken("weft-catalog"));
    callers.put("machine that may read", identity.serviceToken("weft-catalog-reader"));
    callers.put("consumer", identity.userToken("carl"));
    callers.put("owner", identity.userToken("olivia"));
    callers.put("platform", identity.userToken("petra"));
    return callers;
  }

  private static List<Operation> operations() throws IOException {
    List<Operation> operations = new ArrayList<>();
    Map<String, String> current = new HashMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher path = PATH.matcher(line);
      Matcher method = METHOD.matcher(line);
      if (path.matches()) {
        current.put("path", path.group(1));
      } else if (method.matches()) {
        operations.add(
            new Operation(
                method.group(1).toUpperCase(java.util.Locale.ROOT),
                current.getOrDefault("path", "")));
      }
    }
    return operations;
  }
}
