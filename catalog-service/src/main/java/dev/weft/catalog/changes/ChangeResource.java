// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.catalog.http.Api;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// The live feed, as server-sent events.
@Path(Api.ROOT + "/changes")
class ChangeResource {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final ChangeFeed feed;
  private final ObjectMapper json;

  ChangeResource(ChangeFeed feed, ObjectMapper json) {
    this.feed = feed;
    this.json = json;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "listenToChanges",
      summary = "What changes from now on",
      description =
          "Server-sent events named `change` whose data is a `ChangeEvent`. A client that names its "
              + "last event in `Last-Event-ID` gets what it has missed, or one event of type `reset` "
              + "when that is not known any more.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = ChangeEvent.class)))
  public Multi<OutboundSseEvent> listen(
      @HeaderParam("Last-Event-ID") @Nullable String lastEvent, @Context Sse sse) {
    Multi<OutboundSseEvent> events = feed.since(number(lastEvent)).map(each -> event(sse, each));
    // The first comment makes headers go out at once.
    Multi<OutboundSseEvent> heartbeats =
        Multi.createBy()
            .concatenating()
            .streams(
                Multi.createFrom().item(0L),
                Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop())
            .map(_ -> sse.newEventBuilder().comment("still here").build());
    return Multi.createBy().merging().streams(events, heartbeats);
  }

  private OutboundSseEvent event(Sse sse, ChangeEvent event) {
    try {
      return sse.newEventBuilder()
          .id(Long.toString(event.id()))
          .name("change")
          .mediaType(MediaType.TEXT_PLAIN_TYPE)
          .data(String.class, json.writeValueAsString(event))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return -1;
    }
    // What is no number of ours is answered like one that is forgotten.
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
