// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.pause;

import dev.weft.daemon.leader.Leader;
import dev.weft.daemon.pause.PauseList.Pause;
import dev.weft.daemon.web.ProblemException;
import dev.weft.daemon.web.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Pausing and resuming.
@Path("/api/v1/pauses")
@Produces(MediaType.APPLICATION_JSON)
final class PauseResource {

  private final Pauses pauses;
  private final Leader leader;
  private final SecurityIdentity caller;

  @Inject
  PauseResource(Pauses pauses, Leader leader, SecurityIdentity caller) {
    this.pauses = pauses;
    this.leader = leader;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.READ, Roles.PLAN, Roles.OPERATE})
  @RunOnVirtualThread
  @Operation(operationId = "pauses", summary = "What is paused.")
  public PauseList list() {
    return new PauseList(pauses.now(leader.position().mesh()).stream().map(Pause::of).toList());
  }

  @POST
  @RolesAllowed(Roles.OPERATE)
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "pause",
      summary = "Pause a product, a cluster or everything.",
      description =
          "Differences are still looked for and told; nothing of it is changed, also no right is"
              + " taken away, until it is resumed or `until` has come. Whoever pauses again changes"
              + " the reason and the end.")
  @APIResponse(
      responseCode = "201",
      description = "It is paused.",
      content = @Content(schema = @Schema(implementation = Pause.class)))
  public Response pause(
      @Nullable PauseRequest request, @Context HttpHeaders headers, @Context UriInfo uri) {
    PauseRequest asked = require(request);
    return leader.answer(
        new Leader.Request(headers, uri, "POST", asked),
        position ->
            Response.status(Response.Status.CREATED)
                .entity(Pause.of(pauses.pause(position, asked, name())))
                .build());
  }

  @POST
  @Path("/end")
  @RolesAllowed(Roles.OPERATE)
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "resume", summary = "Resume what is paused, and look at once.")
  @APIResponse(responseCode = "204", description = "It is not paused any more.")
  public Response resume(
      @Nullable ResumeRequest request, @Context HttpHeaders headers, @Context UriInfo uri) {
    ResumeRequest asked = require(request);
    return leader.answer(
        new Leader.Request(headers, uri, "POST", asked),
        position -> {
          pauses.resume(position, asked, name());
          return Response.noContent().build();
        });
  }

  /// A person's name, or the client's: ids say nothing to those who read the audit log.
  private String name() {
    if (caller.getPrincipal() instanceof JsonWebToken token) {
      return token
          .<String>claim("preferred_username")
          .or(() -> token.<String>claim("azp"))
          .orElseGet(token::getName);
    }
    return caller.getPrincipal().getName();
  }

  private static <T> T require(@Nullable T request) {
    if (request == null) {
      throw new ProblemException(400, "Not understood", "The body is empty.");
    }
    return request;
  }
}
