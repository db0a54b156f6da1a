// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import dev.weft.daemon.web.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// How the daemon is doing.
@Path("/api/v1/status")
final class StatusResource {

  private final Board board;

  @Inject
  StatusResource(Board board) {
    this.board = board;
  }

  @GET
  @RolesAllowed({Roles.READ, Roles.PLAN, Roles.OPERATE})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "status", summary = "How this daemon is doing.")
  public StatusView status() {
    return board.view();
  }
}
