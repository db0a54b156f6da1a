// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.catalog.http.Problem;
import dev.weft.catalog.http.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Tells callers of the API what the forge refuses.
final class ForgeProblems {

  private static final int UNPROCESSABLE = 422;

  @ServerExceptionMapper
  public Response refused(ForgeException e, UriInfo uri) {
    Problem problem = problem(e).problem(uri.getPath());
    return Response.status(problem.status())
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(problem)
        .build();
  }

  private static ProblemException problem(ForgeException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case NOT_FOUND -> ProblemException.notFound(detail);
      case FORBIDDEN -> ProblemException.forbidden(detail);
      case CONFLICT -> ProblemException.conflict(detail);
      case INVALID -> new ProblemException(UNPROCESSABLE, "invalid", "Cannot be used", detail);
    };
  }
}
