// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.Person;
import dev.weft.catalog.http.Api;
import dev.weft.catalog.http.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Change requests.
@Path(Api.ROOT + "/change-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ChangeRequestResource {

  private static final Set<String> STATES = Set.of("open", "approved", "merged", "closed");
  private static final Set<String> MINE = Set.of("author", "approver");

  /// Which commit somebody has looked at.
  ///
  /// @param commit the change request's `head` as it was shown
  record CommitForm(String commit) {}

  /// Why.
  record ReasonForm(String reason) {}

  /// What somebody says.
  record CommentForm(String text) {}

  private final ChangeRequests changes;
  private final People people;

  ChangeRequestResource(ChangeRequests changes, People people) {
    this.changes = changes;
    this.people = people;
  }

  @GET
  @Operation(operationId = "listChangeRequests", summary = "Change requests, the newest first")
  public List<ChangeRequest> list(
      @Parameter(
              description = "Only those in a state; `open` means approved ones as well.",
              schema = @Schema(enumeration = {"open", "approved", "merged", "closed"}))
          @QueryParam("state")
          @Nullable String state,
      @Parameter(
              description = "Those that the caller made, or those that wait for the caller.",
              schema = @Schema(enumeration = {"author", "approver"}))
          @QueryParam("mine")
          @Nullable String mine) {
    requireOneOf("state", state, STATES);
    requireOneOf("mine", mine, MINE);
    return changes.list(people.current(), state, mine);
  }

  @GET
  @Path("/{number}")
  @Operation(
      operationId = "getChangeRequest",
      summary = "One change request, with its files, plan and findings")
  public ChangeRequestPage get(@PathParam("number") int number) {
    return changes.page(number, people.current());
  }

  @POST
  @Path("/{number}/approve")
  @Operation(
      operationId = "approveChangeRequest",
      summary = "Approves the commit that was looked at",
      description =
          "403 with the reason when the caller may not; 409 when the branch has other commits. An "
              + "approved request for access is merged at once when nothing blocks it.")
  public ChangeRequestPage approve(@PathParam("number") int number, CommitForm form) {
    Person person = people.current();
    changes.approve(number, person, text("commit", form.commit()));
    return changes.page(number, person);
  }

  @POST
  @Path("/{number}/deny")
  @Operation(operationId = "denyChangeRequest", summary = "Refuses it, which ends it")
  public ChangeRequestPage deny(@PathParam("number") int number, ReasonForm form) {
    Person person = people.current();
    changes.deny(number, person, text("reason", form.reason()));
    return changes.page(number, person);
  }

  @POST
  @Path("/{number}/merge")
  @Operation(operationId = "mergeChangeRequest", summary = "Merges the commit that was looked at")
  public ChangeRequestPage merge(@PathParam("number") int number, CommitForm form) {
    Person person = people.current();
    changes.merge(number, person, text("commit", form.commit()));
    return changes.page(number, person);
  }

  @POST
  @Path("/{number}/withdraw")
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "withdrawChangeRequest", summary = "Takes it back, which ends it")
  public ChangeRequestPage withdraw(@PathParam("number") int number) {
    Person person = people.current();
    changes.withdraw(number, person);
    return changes.page(number, person);
  }

  @POST
  @Path("/{number}/comment")
  @Operation(operationId = "commentOnChangeRequest", summary = "Says something about it")
  public ChangeRequestPage comment(@PathParam("number") int number, CommentForm form) {
    Person person = people.current();
    changes.comment(number, person, text("text", form.text()));
    return changes.page(number, person);
  }

  static String text(String name, @Nullable String value) {
    if (value == null) {
      throw ProblemException.badRequest("The body lacks `" + name + "`.");
    }
    return Objects.requireNonNull(value);
  }

  private static void requireOneOf(String name, @Nullable String value, Set<String> known) {
    if (value != null && !known.contains(value)) {
      throw ProblemException.badRequest(
          "`%s` is one of %s.".formatted(name, known.stream().sorted().toList()));
    }
  }
}
