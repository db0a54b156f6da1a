// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Signing in with a browser. Signing out and coming back from the identity provider are handled
/// before requests come here.
@Path("/auth")
class AuthResource {

  static final String SIGN_IN = "/auth/sign-in";

  @GET
  @Path("sign-in")
  @Authenticated
  @Operation(hidden = true)
  public Response signIn(@QueryParam("return") @DefaultValue("/") String target) {
    return Response.seeOther(URI.create(ReturnPath.safe(target))).build();
  }
}
