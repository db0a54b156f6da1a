// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import dev.weft.catalog.http.Api;
import dev.weft.catalog.http.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// The gate of the whole API, so that no endpoint is open because somebody forgot it: people read,
/// machines need a role and change nothing, nobody else unless the deployment says so; changes by
/// browsers need proof that our own pages sent them.
final class AccessFilter {

  static final String CSRF_HEADER = "X-Weft-Csrf";

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final Callers callers;
  private final CsrfTokens csrf;
  private final IdentityConfig config;

  AccessFilter(Callers callers, CsrfTokens csrf, IdentityConfig config) {
    this.callers = callers;
    this.csrf = csrf;
    this.config = config;
  }

  @ServerRequestFilter(preMatching = true)
  public void check(ContainerRequestContext request) {
    if (!request.getUriInfo().getPath().startsWith(Api.ROOT + "/")) {
      return;
    }
    Caller caller = callers.current();
    boolean isRead = READS.contains(request.getMethod());
    switch (caller.kind()) {
      case ANONYMOUS -> {
        if (!isRead || !config.anonymous()) {
          throw ProblemException.unauthorized();
        }
      }
      case MACHINE -> {
        if (!caller.roles().contains(Caller.READ)) {
          throw ProblemException.forbidden(
              "Client `%s` lacks the role `%s`. Ask the platform team to assign it."
                  .formatted(caller.name(), Caller.READ));
        }
        if (!isRead) {
          throw ProblemException.forbidden(
              "Client `%s` may read. Changes are asked for and approved by people."
                  .formatted(caller.name()));
        }
      }
      case PERSON -> {}
    }
    String proof = request.getHeaderString(CSRF_HEADER);
    if (!isRead
        && request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
        && (proof == null || !csrf.accepts(proof))) {
      throw new ProblemException(
          jakarta.ws.rs.core.Response.Status.FORBIDDEN.getStatusCode(),
          "csrf",
          "Not from our pages",
          "The header `%s` is missing or of another session. Read it from %s/me and try again."
              .formatted(CSRF_HEADER, Api.ROOT));
    }
  }
}
