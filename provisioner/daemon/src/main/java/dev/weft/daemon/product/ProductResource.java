// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.product;

import dev.weft.daemon.leader.Leader;
import dev.weft.daemon.loop.Loop.Position;
import dev.weft.daemon.loop.Runner;
import dev.weft.daemon.pause.Pauses;
import dev.weft.daemon.web.ProblemException;
import dev.weft.daemon.web.Roles;
import dev.weft.provisioner.environment.LiveEnvironment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// What has become of each product.
@Path("/api/v1/products")
@Produces(MediaType.APPLICATION_JSON)
final class ProductResource {

  private final LiveEnvironment environment;
  private final Pauses pauses;
  private final Leader leader;
  private final Runner runner;

  @Inject
  ProductResource(LiveEnvironment environment, Pauses pauses, Leader leader, Runner runner) {
    this.environment = environment;
    this.pauses = pauses;
    this.leader = leader;
    this.runner = runner;
  }

  @GET
  @RolesAllowed({Roles.READ, Roles.PLAN, Roles.OPERATE})
  @RunOnVirtualThread
  @Operation(
      operationId = "products",
      summary = "What has become of each product on each of its clusters, by URN.")
  public ProductPage products(
      @QueryParam("domain") @DefaultValue("") String domain,
      @Parameter(description = "A URN or part of one; also DOMAIN/PRODUCT.")
          @QueryParam("product")
          @DefaultValue("")
          String product,
      @QueryParam("cluster") @DefaultValue("") String cluster,
      @Parameter(description = "A condition it has, such as Ready=False.")
          @QueryParam("condition")
          @DefaultValue("")
          String condition,
      @Parameter(description = "A reason of any of its conditions, such as Suspended.")
          @QueryParam("reason")
          @DefaultValue("")
          String reason,
      @QueryParam("page") @DefaultValue("1") int page,
      @QueryParam("size") @DefaultValue("50") int size) {
    Position position = leader.position();
    return Products.page(
        environment.documents(position.mesh()).status().values(),
        pauses.now(position.mesh()),
        new Products.Filter(domain, product, cluster, condition, reason),
        page,
        size);
  }

  @POST
  @Path("/{domain}/{product}/reconcile")
  @RolesAllowed(Roles.OPERATE)
  @RunOnVirtualThread
  @Operation(
      operationId = "reconcileProduct",
      summary = "Look at a product now, and try again what failed of it.",
      description = "The rest of the environment is looked at in the same pass.")
  @APIResponse(responseCode = "202", description = "A pass follows.")
  public Response reconcile(
      @PathParam("domain") String domain,
      @PathParam("product") String product,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    return leader.answer(
        new Leader.Request(headers, uri, "POST", null),
        position -> {
          String urn = "urn:weft:" + domain + ":" + product;
          boolean isThere =
              position.mesh().products().stream().anyMatch(one -> one.name().urn().equals(urn));
          if (!isThere) {
            throw new ProblemException(
                404, "Not in the mesh", "`%s` is not in this environment.".formatted(urn));
          }
          runner.request();
          return Response.accepted().build();
        });
  }
}
