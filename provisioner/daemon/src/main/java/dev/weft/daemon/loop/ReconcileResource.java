// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/// Asks for a pass now, for somebody who has just merged.
@Path("/api/v1/reconcile")
final class ReconcileResource {

  private final Runner runner;

  @Inject
  ReconcileResource(Runner runner) {
    this.runner = runner;
  }

  @POST
  @RolesAllowed("operate")
  public Response reconcile() {
    runner.request();
    return Response.accepted().build();
  }
}
