// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.platform;

import dev.weft.catalog.http.Api;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// How the platform is doing.
@Path(Api.ROOT + "/platform")
@Produces(MediaType.APPLICATION_JSON)
class PlatformResource {

  private final PlatformStatus status;

  PlatformResource(PlatformStatus status) {
    this.status = status;
  }

  @GET
  @Operation(operationId = "getPlatform", summary = "How the platform is doing")
  public Platform get() {
    return status.current();
  }
}
