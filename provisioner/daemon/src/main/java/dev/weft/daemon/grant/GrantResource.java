// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.grant;

import dev.weft.daemon.leader.Leader;
import dev.weft.daemon.loop.Loop.Position;
import dev.weft.daemon.web.Roles;
import dev.weft.provisioner.environment.LiveEnvironment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// How grants are used, for whoever has to know whom a change would break.
@Path("/api/v1/grants")
@Produces(MediaType.APPLICATION_JSON)
final class GrantResource {

  private final LiveEnvironment environment;
  private final Leader leader;

  @Inject
  GrantResource(LiveEnvironment environment, Leader leader) {
    this.environment = environment;
    this.leader = leader;
  }

  @GET
  @RolesAllowed({Roles.READ, Roles.PLAN, Roles.OPERATE})
  @RunOnVirtualThread
  @Operation(
      operationId = "grants",
      summary = "What has become of each grant on each of its clusters, and when it was last used.")
  public GrantList grants() {
    Position position = leader.position();
    return GrantList.of(
        position.mesh().environment(), environment.documents(position.mesh()).status().values());
  }
}
