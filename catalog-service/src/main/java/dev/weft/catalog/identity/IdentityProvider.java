// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Whether people who are sent to the identity provider would find it, and what they are told when
/// they would not.
@ApplicationScoped
class IdentityProvider {

  private static final int UNAVAILABLE = 503;
  private static final String AWAY =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Signing in is not possible at present</title>
      <h1>Signing in is not possible at present</h1>
      <p>The identity provider does not answer. Nothing is lost, and who is signed in already can go on.</p>
      <p><a href="">Try again</a></p>
      </html>
      """;

  private static final int EARLY = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int SERVER_ERRORS = 500;

  private final Optional<URI> configuration;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  IdentityProvider(@ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer) {
    this.configuration = issuer.map(url -> URI.create(url + "/.well-known/openid-configuration"));
  }

  /// After it is known who asks, and before anybody is sent anywhere.
  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext context) {
    if (!AuthResource.SIGN_IN.equals(context.normalizedPath()) || isKnown(context)) {
      context.next();
      return;
    }
    answers()
        .flatMap(isThere -> isThere ? Uni.createFrom().item(false) : sayThatItIsAway(context))
        .subscribe()
        .with(
            isAnswered -> {
              if (!isAnswered) {
                context.next();
              }
            },
            context::fail);
  }

  private static boolean isKnown(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user
        && !user.getSecurityIdentity().isAnonymous();
  }

  /// Asks it now.
  Uni<Boolean> answers() {
    if (configuration.isEmpty()) {
      return Uni.createFrom().item(true);
    }
    HttpRequest question = HttpRequest.newBuilder(configuration.get()).timeout(PATIENCE).build();
    Uni<Boolean> answer =
        Uni.createFrom()
            .completionStage(() -> http.sendAsync(question, BodyHandlers.discarding()))
            .map(response -> response.statusCode() < SERVER_ERRORS)
            .onFailure()
            .recoverWithItem(false);
    // Whatever comes next belongs to the thread of the request.
    Context here = Vertx.currentContext();
    return here == null ? answer : answer.emitOn(work -> here.runOnContext(_ -> work.run()));
  }

  /// Answers with a page that says so.
  static Uni<Boolean> sayThatItIsAway(RoutingContext context) {
    return Uni.createFrom()
        .completionStage(
            context
                .response()
                .setStatusCode(UNAVAILABLE)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Retry-After", "10")
                .end(AWAY)
                .toCompletionStage())
        .replaceWith(true);
  }
}
