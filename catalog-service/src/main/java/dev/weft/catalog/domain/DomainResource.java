// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.domain;

import dev.weft.catalog.http.Api;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The domains of the mesh.
@Path(Api.ROOT + "/domains")
@Produces(MediaType.APPLICATION_JSON)
class DomainResource {

  private final Domains domains;

  DomainResource(Domains domains) {
    this.domains = domains;
  }

  @GET
  @Operation(operationId = "listDomains", summary = "All domains, by name")
  public List<Domain> list() {
    return domains.all();
  }

  @GET
  @Path("{domain}")
  @Operation(operationId = "getDomain", summary = "A domain with its products and applications")
  public DomainPage get(@PathParam("domain") String domain) {
    return domains.page(domain);
  }
}
