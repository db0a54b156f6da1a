// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.Person;
import dev.weft.catalog.http.Api;
import dev.weft.catalog.http.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Asking for access, ending it, and what waits.
@Path(Api.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class AccessResource {

  private final AccessRequests requests;
  private final ChangeRequests changes;
  private final Revocations revocations;
  private final People people;

  AccessResource(
      AccessRequests requests, ChangeRequests changes, Revocations revocations, People people) {
    this.requests = requests;
    this.changes = changes;
    this.revocations = revocations;
    this.people = people;
  }

  @GET
  @Path("/access/options")
  @Operation(operationId = "getAccessOptions", summary = "What can be chosen for a product")
  public AccessOptions options(@QueryParam("product") @Nullable String product) {
    if (product == null) {
      throw ProblemException.badRequest("Name the product: ?product={domain}/{product}.");
    }
    return requests.options(people.current(), product);
  }

  @POST
  @Path("/access-requests/preview")
  @Operation(
      operationId = "previewAccessRequest",
      summary = "What a request would do: manifest, plan, findings, approvers; nothing is written")
  public AccessPreview preview(AccessForm form) {
    return requests.preview(people.current(), form);
  }

  @POST
  @Path("/access-requests")
  @Operation(
      operationId = "requestAccess",
      summary = "Asks for access",
      description = "422 with `errors` by field when the port's conditions do not allow it.")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = AccessRequest.class)))
  public Response submit(AccessForm form) {
    AccessRequest request = requests.submit(people.current(), form);
    return Response.created(URI.create(Api.ROOT + "/access-requests/" + request.id()))
        .entity(request)
        .build();
  }

  @GET
  @Path("/access-requests")
  @Operation(operationId = "listAccessRequests", summary = "Requests for access, the newest first")
  public List<AccessRequest> list(
      @QueryParam("mine") @DefaultValue("false") boolean mine,
      @QueryParam("product") @Nullable String product) {
    return requests.list(people.current(), mine, product);
  }

  @GET
  @Path("/access-requests/{id}")
  @Operation(operationId = "getAccessRequest", summary = "One request for access, with its facts")
  public AccessRequest get(@PathParam("id") int id) {
    return requests.get(people.current(), id);
  }

  @POST
  @Path("/grants/{domain}/{product}/{grant}/revoke")
  @Operation(
      operationId = "revokeGrant",
      summary = "Ends a grant",
      description = "By the owner of the product or of the application that reads.")
  public ChangeRequestPage revoke(
      @PathParam("domain") String domain,
      @PathParam("product") String product,
      @PathParam("grant") String grant,
      ChangeRequestResource.ReasonForm form) {
    Person person = people.current();
    int number =
        revocations.revoke(
            domain + "/" + product + "/" + grant,
            person,
            ChangeRequestResource.text("reason", form.reason()));
    return changes.page(number, person);
  }

  @GET
  @Path("/inbox")
  @Operation(operationId = "getInbox", summary = "What waits for the caller, and the other way")
  public Inbox inbox() {
    Person person = people.current();
    return new Inbox(
        changes.waitingFor(person), requests.list(person, true, null).stream().limit(100).toList());
  }
}
