// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.webhook;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/// Where Git hosts deliver. Who sends needs no token: the signature of the delivery counts.
@Path("/webhooks/{sender}")
final class WebhookResource {

  private final Deliveries deliveries;

  @Inject
  WebhookResource(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @POST
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  public Response deliver(
      @PathParam("sender") String name, @Context HttpHeaders headers, InputStream body)
      throws IOException {
    Optional<Sender> sender = Sender.of(name);
    Deliveries.Answer answer =
        sender.isEmpty()
            ? new Deliveries.Answer(404, "There is /webhooks/github, /gitlab and /gitea.")
            : deliveries.take(
                sender.get(),
                header -> Objects.requireNonNullElse(headers.getHeaderString(header), ""),
                body.readNBytes(Deliveries.MOST_BYTES + 1));
    return Response.status(answer.status()).entity(answer).build();
  }
}
