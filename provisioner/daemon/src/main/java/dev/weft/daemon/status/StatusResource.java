// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// How the daemon is doing.
@Path("/api/v1/status")
final class StatusResource {

  private final Board board;

  @Inject
  StatusResource(Board board) {
    this.board = board;
  }

  @GET
  @Authenticated
  @Produces(MediaType.APPLICATION_JSON)
  public StatusView status() {
    return board.view();
  }
}
