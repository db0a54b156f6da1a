// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.leader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.daemon.loop.Loop.Position;
import dev.weft.daemon.web.ProblemException;
import dev.weft.model.event.DaemonStatus;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers here when this daemon writes, and asks the one that does otherwise, so that it does not
/// matter which of several a request comes to. The caller's token goes along; the address is what
/// the other one has told in the control-plane log.
public final class Leader {

  /// Says that a request was passed on already.
  static final String PASSED_ON = "X-Weft-Passed-On";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Supplier<Optional<Position>> position;
  private final Function<Position, Optional<DaemonStatus>> leader;
  private final String self;
  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /// A request, as far as it is passed on.
  ///
  /// @param body what was sent; absent when nothing was
  public record Request(HttpHeaders headers, UriInfo uri, String method, @Nullable Object body) {}

  /// @param position what this daemon works on
  /// @param leader what the one that writes has told of itself
  /// @param self where this daemon answers
  /// @param json writes bodies
  public Leader(
      Supplier<Optional<Position>> position,
      Function<Position, Optional<DaemonStatus>> leader,
      String self,
      ObjectMapper json) {
    this.position = position;
    this.leader = leader;
    this.self = self;
    this.json = json;
  }

  /// What this daemon works on.
  ///
  /// @throws ProblemException 503 before it has read a usable commit
  public Position position() {
    return position
        .get()
        .orElseThrow(() ->
            new ProblemException(
                503,
                "Not ready",
                "The daemon has not read a usable commit yet; its status says why."));
  }

  /// Answers, here or there.
  ///
  /// @param here makes the answer of the daemon that writes
  /// @throws ProblemException 503 when that one is not known, or does not answer
  public Response answer(Request request, Function<Position, Response> here) {
    Position now = position();
    if (now.isLeader()) {
      return here.apply(now);
    }
    if (request.headers().getHeaderString(PASSED_ON) != null) {
      throw away("the one that did has just stopped");
    }
    return passedOn(request, address(now));
  }

  /// The same for what this daemon can say itself when it has to.
  public Response answerOr(Request request, Function<Position, Response> here, Response otherwise) {
    Optional<Position> now = position.get();
    boolean isPassedOn = request.headers().getHeaderString(PASSED_ON) != null;
    if (now.isEmpty() || isPassedOn && !now.get().isLeader()) {
      return otherwise;
    }
    try {
      return answer(request, here);
    } catch (ProblemException e) {
      return otherwise;
    }
  }

  private String address(Position now) {
    return leader
        .apply(now)
        .filter(DaemonStatus::leader)
        .map(DaemonStatus::url)
        .filter(url -> !url.equals(self))
        .orElseThrow(() -> away("nobody has said yet that it does"));
  }

  private Response passedOn(Request request, String address) {
    URI target =
        URI.create(address.replaceFirst("/+$", "") + request.uri().getRequestUri().getRawPath());
    String query = request.uri().getRequestUri().getRawQuery();
    var there =
        HttpRequest.newBuilder(query == null ? target : URI.create(target + "?" + query))
            .timeout(PATIENCE)
            .header(PASSED_ON, "true")
            .header("Content-Type", "application/json")
            .method(request.method(), body(request.body()));
    String token = request.headers().getHeaderString(HttpHeaders.AUTHORIZATION);
    if (token != null) {
      there.header(HttpHeaders.AUTHORIZATION, token);
    }
    try {
      HttpResponse<String> answer = http.send(there.build(), HttpResponse.BodyHandlers.ofString());
      return Response.status(answer.statusCode())
          .type(answer.headers().firstValue("Content-Type").orElse("application/json"))
          .entity(answer.body())
          .build();
    } catch (IOException e) {
      throw away("it does not answer at " + address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away("this one is being stopped");
    }
  }

  private HttpRequest.BodyPublisher body(@Nullable Object body) {
    try {
      return body == null
          ? BodyPublishers.noBody()
          : BodyPublishers.ofString(json.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }

  private static ProblemException away(String why) {
    return new ProblemException(
        503,
        "Nobody writes here",
        "Only the daemon that writes can do this, and %s. Try again in a moment.".formatted(why));
  }
}
