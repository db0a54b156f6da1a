// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Says whose tokens the daemon takes (RFC 9728), for those who want to log in.
@Path("/.well-known/oauth-protected-resource")
final class ResourceMetadata {

  private final Optional<String> issuer;

  @Inject
  ResourceMetadata(@ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer) {
    this.issuer = issuer;
  }

  /// @param servers realms whose tokens it takes
  /// @param methods how a token is sent
  public record Metadata(
      String resource,
      @JsonProperty("authorization_servers") List<String> servers,
      @JsonProperty("bearer_methods_supported") List<String> methods) {}

  @GET
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "resourceMetadata", summary = "Whose tokens the daemon takes.")
  public Metadata metadata() {
    return new Metadata("weft-daemon", issuer.stream().toList(), List.of("header"));
  }
}
