// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever ends a request into a [Problem]; what callers cannot help is logged, not told.
final class ProblemMapper {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final int SERVER_ERRORS = 500;
  private static final int UNAUTHORIZED = 401;

  /// SQL states of a table or schema that does not exist: the read model is made, filled and then
  /// put in its place as a whole.
  private static final Set<String> NO_TABLES = Set.of("42P01", "3F000");

  @ServerExceptionMapper
  public Response problem(ProblemException e, UriInfo uri) {
    if (e.getCause() != null) {
      LOG.warnf(e.getCause(), "request refused path=%s", uri.getPath());
    }
    return answer(e, uri);
  }

  @ServerExceptionMapper
  public Response http(WebApplicationException e, UriInfo uri) {
    int status = e.getResponse().getStatus();
    String title = e.getResponse().getStatusInfo().getReasonPhrase();
    if (status >= SERVER_ERRORS) {
      return unexpected(e, uri);
    }
    if (status < Response.Status.BAD_REQUEST.getStatusCode()) {
      return e.getResponse();
    }
    String code = title.toLowerCase(Locale.ROOT).replace(' ', '-');
    String detail =
        status == Response.Status.NOT_FOUND.getStatusCode()
            ? "There is nothing at " + uri.getPath() + "."
            : title + ".";
    return answer(new ProblemException(status, code, title, detail), uri);
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e, UriInfo uri) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return withoutDatabase(sql, uri);
      }
    }
    LOG.errorf(e, "request failed path=%s", uri.getPath());
    return answer(
        new ProblemException(
            SERVER_ERRORS,
            "internal",
            "Internal error",
            "The catalog failed to answer. Its log says why."),
        uri);
  }

  private static Response withoutDatabase(SQLException e, UriInfo uri) {
    LOG.warnf("database does not answer path=%s message=%s", uri.getPath(), e.getMessage());
    String problem =
        NO_TABLES.contains(String.valueOf(e.getSQLState()))
            ? "The catalog is filling its tables from the log."
            : "The catalog's database does not answer.";
    return answer(
        ProblemException.unavailable(problem + " Nothing is lost; try again shortly.", null), uri);
  }

  private static Response answer(ProblemException e, UriInfo uri) {
    Problem problem = e.problem(uri.getPath());
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(problem);
    if (problem.status() == UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"weft\"");
    }
    return response.build();
  }
}
