// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.catalog.http.Api;
import dev.weft.catalog.http.Problem;
import dev.weft.catalog.http.ProblemException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;

/// Signing in, except that the API never sends a browser to another page: a session that has ended
/// is a problem like any other. And nobody is sent to a login page that does not answer.
@Alternative
@Priority(1)
@ApplicationScoped
class ApiChallenge implements HttpAuthenticationMechanism {

  private final OidcAuthenticationMechanism oidc;
  private final IdentityProvider provider;
  private final ObjectMapper json;

  ApiChallenge(OidcAuthenticationMechanism oidc, IdentityProvider provider, ObjectMapper json) {
    this.oidc = oidc;
    this.provider = provider;
    this.json = json;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    return oidc.authenticate(context, identities);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return oidc.getChallenge(context);
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.startsWith(Api.ROOT + "/")) {
      return provider
          .answers()
          .flatMap(isThere ->
              isThere ? oidc.sendChallenge(context) : IdentityProvider.sayThatItIsAway(context));
    }
    Problem problem = ProblemException.unauthorized().problem(path);
    try {
      String body = json.writeValueAsString(problem);
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader("Content-Type", Problem.MEDIA_TYPE)
          .putHeader("WWW-Authenticate", "Bearer realm=\"weft\"");
      return Uni.createFrom()
          .completionStage(context.response().end(body).toCompletionStage())
          .replaceWith(true);
    } catch (JsonProcessingException e) {
      return Uni.createFrom().failure(e);
    }
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return oidc.getCredentialTypes();
  }
}
