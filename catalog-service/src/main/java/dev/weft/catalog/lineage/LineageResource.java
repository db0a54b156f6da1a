// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.lineage;

import dev.weft.catalog.http.Api;
import dev.weft.catalog.http.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Where data comes from and where it goes.
@Path(Api.ROOT + "/products/{domain}/{product}/lineage")
@Produces(MediaType.APPLICATION_JSON)
class LineageResource {

  private static final int DEEPEST = 8;

  private final LineageMaps maps;

  LineageResource(LineageMaps maps) {
    this.maps = maps;
  }

  @GET
  @Operation(
      operationId = "getLineage",
      summary = "The surroundings of a data product, laid out",
      description = "`depth` counts steps from product to product, from 1 to 8.")
  public Lineage get(
      @PathParam("domain") String domain,
      @PathParam("product") String product,
      @QueryParam("depth") @DefaultValue("2") int depth) {
    if (depth < 1 || depth > DEEPEST) {
      throw ProblemException.badRequest(
          "`depth` is %d; it lies between 1 and %d.".formatted(depth, DEEPEST));
    }
    return maps.of(domain, product, depth);
  }
}
