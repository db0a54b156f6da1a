// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.product;

import dev.weft.daemon.leader.Leader;
import dev.weft.daemon.loop.Runner;
import dev.weft.daemon.web.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Asks for a pass now, for somebody who has just merged.
@Path("/api/v1/reconcile")
final class ReconcileResource {

  private final Runner runner;
  private final Leader leader;

  @Inject
  ReconcileResource(Runner runner, Leader leader) {
    this.runner = runner;
    this.leader = leader;
  }

  @POST
  @RolesAllowed(Roles.OPERATE)
  @RunOnVirtualThread
  @Operation(operationId = "reconcile", summary = "Look at the branch and at all servers now.")
  @APIResponse(responseCode = "202", description = "A pass follows.")
  public Response reconcile(@Context HttpHeaders headers, @Context UriInfo uri) {
    runner.request();
    return leader.answerOr(
        new Leader.Request(headers, uri, "POST", null),
        _ -> Response.accepted().build(),
        Response.accepted().build());
  }
}
