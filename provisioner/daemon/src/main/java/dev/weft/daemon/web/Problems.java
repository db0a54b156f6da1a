// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.weft.provisioner.deployment.DeploymentException;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.engine.RunRefusedException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes every error of the API a problem of one form.
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final int SERVER_ERRORS = 500;

  private final Secrets secrets;

  @Inject
  Problems(Secrets secrets) {
    this.secrets = secrets;
  }

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return Problem.answer(e.status(), e.title(), masked(e));
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  Response anonymous() {
    Response answer =
        Problem.answer(
            401,
            "Not logged in",
            "Send a token of the realm with audience `weft-daemon`: `Authorization: Bearer …`.");
    return Response.fromResponse(answer).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e) {
    return Problem.answer(
        403, "Not allowed", "The token is good, but has not the role that this needs.");
  }

  @ServerExceptionMapper
  Response refused(RunRefusedException e) {
    return Problem.answer(409, "Refused", masked(e));
  }

  @ServerExceptionMapper({ObservationException.class, DeploymentException.class})
  Response unreachable(RuntimeException e) {
    return Problem.answer(503, "Servers cannot be read", masked(e));
  }

  /// The second class expressly, because Quarkus has a mapper of its own for it.
  @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
  Response malformed(JsonProcessingException e) {
    return Problem.answer(
        400,
        "Not understood",
        "The body is not the JSON that is expected: " + e.getOriginalMessage());
  }

  @ServerExceptionMapper
  Response known(WebApplicationException e) {
    Response answer = e.getResponse();
    return answer.hasEntity()
        ? answer
        : Problem.answer(answer.getStatus(), answer.getStatusInfo().getReasonPhrase(), masked(e));
  }

  @ServerExceptionMapper
  Response unforeseen(RuntimeException e) {
    LOG.atError()
        .addKeyValue("error", e.getClass().getName())
        .addKeyValue("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0])
        .log("A request broke down. {}", masked(e));
    return Problem.answer(
        SERVER_ERRORS, "Broke down", "The daemon's log says more; trying again may help.");
  }

  private String masked(Exception e) {
    return secrets.mask(String.valueOf(e.getMessage()));
  }
}
