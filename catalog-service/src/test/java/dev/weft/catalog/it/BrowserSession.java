// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.it.CatalogProcess.Answer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A browser as far as signing in needs one: it keeps cookies, follows redirects and fills in the
/// identity provider's form.
final class BrowserSession implements AutoCloseable {

  private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");

  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

  private final CookieManager cookies =
      new CookieManager(new LoopbackCookies(), CookiePolicy.ACCEPT_ALL);
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private BrowserSession() {}

  /// Signs a demo user in by the code flow, and comes back to a page.
  static BrowserSession of(String username) throws IOException, InterruptedException {
    var browser = new BrowserSession();
    HttpResponse<String> form =
        browser.http.send(
            HttpRequest.newBuilder(Catalog.SERVICE.uri("/auth/sign-in?return=/api/v1/me"))
                .header("Accept", PAGE)
                .build(),
            BodyHandlers.ofString());
    Matcher action = FORM.matcher(form.body());
    assertThat(action.find()).as("a form to sign in: " + form.body()).isTrue();
    String password = Catalog.STACK.identity().password(username);
    HttpResponse<String> back =
        browser.http.send(
            HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", PAGE)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "username=" + encode(username) + "&password=" + encode(password)))
                .build(),
            BodyHandlers.ofString());
    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(back.uri()).isEqualTo(Catalog.SERVICE.uri("/api/v1/me"));
    return browser;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// What our own pages read before they change something.
  String proof() throws IOException, InterruptedException {
    return send("GET", "/api/v1/me", null, Map.of()).json().path("csrf").asText();
  }

  /// The cookies that the catalog has set.
  List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().startsWith("q_"))
        .toList();
  }

  Answer send(String method, String path, @Nullable String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(Catalog.SERVICE.uri(path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
