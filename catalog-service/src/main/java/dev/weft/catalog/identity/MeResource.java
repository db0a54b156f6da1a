// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.http.Api;
import dev.weft.catalog.http.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Who is asking.
@Path(Api.ROOT + "/me")
@Produces(MediaType.APPLICATION_JSON)
class MeResource {

  private final Callers callers;
  private final CsrfTokens csrf;
  private final OwnApplications applications;
  private final Forges forges;

  MeResource(Callers callers, CsrfTokens csrf, OwnApplications applications, Forges forges) {
    this.forges = forges;
    this.callers = callers;
    this.csrf = csrf;
    this.applications = applications;
  }

  @GET
  @Operation(operationId = "getMe", summary = "The person or machine that asks")
  public Me get(@Context HttpHeaders headers) {
    Caller caller = callers.current();
    if (!caller.isKnown()) {
      // Also where anonymous reads are allowed: nobody is nobody.
      throw ProblemException.unauthorized();
    }
    boolean hasToken = headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
    return new Me(
        caller.name(),
        caller.displayName(),
        caller.email(),
        caller.teams().stream().sorted().toList(),
        forges.meshOwners().stream().anyMatch(caller::isIn),
        applications.of(caller.teams()),
        hasToken ? "" : csrf.current());
  }
}
