// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.use;

import dev.weft.catalog.http.Api;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// How to read a port.
@Path(Api.ROOT + "/products/{domain}/{product}/ports/{port}/use")
@Produces(MediaType.APPLICATION_JSON)
class UseResource {

  private final Uses uses;

  UseResource(Uses uses) {
    this.uses = uses;
  }

  @GET
  @Operation(operationId = "getUse", summary = "Snippets that read a port, ready to paste")
  public Use get(
      @PathParam("domain") String domain,
      @PathParam("product") String product,
      @PathParam("port") String port,
      @Parameter(description = "the reading application, such as `billing/invoice-runner`")
          @QueryParam("application")
          @Nullable String application) {
    return uses.of(
        domain, product, port, application == null || application.isBlank() ? null : application);
  }
}
