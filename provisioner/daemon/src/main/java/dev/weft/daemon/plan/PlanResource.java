// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import dev.weft.daemon.web.ProblemException;
import dev.weft.daemon.web.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// What a change request would do to the servers.
@Path("/api/v1/plans")
final class PlanResource {

  private final Plans plans;

  @Inject
  PlanResource(Plans plans) {
    this.plans = plans;
  }

  @POST
  @RolesAllowed(Roles.PLAN)
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "plan",
      summary = "What a commit, or edited files, would do to the servers. Writes nothing.")
  public PlanAnswer plan(@Nullable PlanRequest request) {
    if (request == null) {
      throw new ProblemException(400, "Not understood", "The body is empty.");
    }
    try {
      return plans.plan(request);
    } catch (IOException e) {
      throw new ProblemException(503, "Repository cannot be read", String.valueOf(e.getMessage()));
    }
  }
}
