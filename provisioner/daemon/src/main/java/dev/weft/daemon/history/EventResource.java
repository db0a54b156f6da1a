// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.history;

import dev.weft.daemon.web.ProblemException;
import dev.weft.daemon.web.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// What the daemon has seen and done lately.
@Path("/api/v1/events")
final class EventResource {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final History history;

  @Inject
  EventResource(History history) {
    this.history = history;
  }

  @GET
  @RolesAllowed({Roles.READ, Roles.PLAN, Roles.OPERATE})
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "events",
      summary = "What the daemon has seen and done lately: commits, changes, passes.",
      description =
          "Ask again with `after` = `next` of the answer before, and with `wait`, to follow it."
              + " When `daemon` is another one, it was started anew and counts from 1.")
  public Events events(
      @Parameter(description = "Only what follows this sequence.")
          @QueryParam("after")
          @DefaultValue("0")
          long after,
      @Parameter(description = "Most events; the newest are given.")
          @QueryParam("most")
          @DefaultValue("100")
          int most,
      @Parameter(description = "How long to wait for one, such as PT20S; at most PT30S.")
          @QueryParam("wait")
          @DefaultValue("PT0S")
          String wait)
      throws InterruptedException {
    if (after < 0 || most < 1 || most > History.MOST) {
      throw new ProblemException(
          400,
          "Not understood",
          "`after` is 0 or more, and `most` is 1 to %d.".formatted(History.MOST));
    }
    return history.await(after, most, patience(wait));
  }

  private static Duration patience(String wait) {
    try {
      Duration patience = Duration.parse(wait);
      if (!patience.isNegative() && patience.compareTo(PATIENCE) <= 0) {
        return patience;
      }
    } catch (DateTimeParseException _) {
      // Said below.
    }
    throw new ProblemException(
        400, "Not understood", "`wait` is a duration of at most 30 s, such as PT20S.");
  }
}
