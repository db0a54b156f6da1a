// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import dev.weft.catalog.changes.ChangeFeed;
import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.forge.Person;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The mesh repository for `git clone`, `git fetch` and `git push`: Git's smart HTTP protocol.
@Path("/git/mesh.git")
class GitResource {

  private static final Logger LOG = Logger.getLogger(GitResource.class);
  private static final int TOO_MANY = 429;
  private static final String CHALLENGE = "Basic realm=\"weft\", charset=\"UTF-8\"";

  private final Forges forges;
  private final GitLogin logins;
  private final ChangeFeed feed;

  GitResource(Forges forges, GitLogin logins, ChangeFeed feed) {
    this.forges = forges;
    this.logins = logins;
    this.feed = feed;
  }

  @GET
  @Path("/info/refs")
  @Operation(hidden = true)
  public Response references(
      @QueryParam("service") @Nullable String service,
      @Context HttpHeaders headers,
      @Context HttpServerRequest request)
      throws IOException {
    GitLogin.Result login = login(headers, request);
    if (!(login instanceof GitLogin.Result.Known(Person person))) {
      return refusal(login);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (service) {
      case GitTransport.UPLOAD -> transport().advertiseForFetch(parameters(headers), out);
      case GitTransport.RECEIVE -> transport().advertiseForPush(person, out);
      case null, default -> {
        return text(
            Response.Status.FORBIDDEN.getStatusCode(),
            "This repository speaks Git's smart protocol only. Update git.\n");
      }
    }
    return answer("application/x-" + service + "-advertisement", out.toByteArray());
  }

  @POST
  @Path("/git-upload-pack")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response fetch(
      InputStream body, @Context HttpHeaders headers, @Context HttpServerRequest request)
      throws IOException {
    GitLogin.Result login = login(headers, request);
    if (!(login instanceof GitLogin.Result.Known)) {
      return refusal(login);
    }
    byte[] question;
    try (InputStream in = new LimitedInput(unpacked(body, headers), GitLimits.USUAL.request())) {
      question = in.readAllBytes();
    }
    GitTransport transport = transport();
    List<String> parameters = parameters(headers);
    StreamingOutput answer =
        out -> transport.fetch(parameters, new ByteArrayInputStream(question), out);
    return answer("application/x-git-upload-pack-result", answer);
  }

  @POST
  @Path("/git-receive-pack")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response push(
      InputStream body,
      @Context HttpHeaders headers,
      @Context HttpServerRequest request,
      @Context UriInfo uri)
      throws IOException {
    GitLogin.Result login = login(headers, request);
    if (!(login instanceof GitLogin.Result.Known(Person person))) {
      return refusal(login);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String pages = uri.getBaseUri().resolve("/changes/").toString();
    try (InputStream in = unpacked(body, headers)) {
      transport()
          .push(
              person,
              number -> {
                feed.publish("change-request", String.valueOf(number));
                return pages + number;
              },
              in,
              out);
    }
    LOG.infof("branch pushed by=%s", person.name());
    return answer("application/x-git-receive-pack-result", out.toByteArray());
  }

  private GitTransport transport() {
    return new GitTransport(
        forges.repository(), forges.forge(), forges.pushRules(), GitLimits.USUAL);
  }

  private GitLogin.Result login(HttpHeaders headers, HttpServerRequest request) {
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    return logins.check(headers.getHeaderString(HttpHeaders.AUTHORIZATION), address);
  }

  private static Response refusal(GitLogin.Result result) {
    return switch (result) {
      case GitLogin.Result.Known(Person person) ->
          throw new IllegalArgumentException(person.name() + " is not refused");
      case GitLogin.Result.Refused _ ->
          Response.fromResponse(
                  text(
                      Response.Status.UNAUTHORIZED.getStatusCode(),
                      "Sign in with your name and an access token of the realm.\n"))
              .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
              .build();
      case GitLogin.Result.TooMany _ ->
          Response.fromResponse(text(TOO_MANY, "Too many failed attempts. Wait a minute.\n"))
              .header(HttpHeaders.RETRY_AFTER, "60")
              .build();
      case GitLogin.Result.Away _ ->
          text(
              Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
              "The identity provider does not answer. Try again shortly.\n");
    };
  }

  private static InputStream unpacked(InputStream body, HttpHeaders headers) throws IOException {
    String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    return "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding)
        ? new GZIPInputStream(body)
        : body;
  }

  private static List<String> parameters(HttpHeaders headers) {
    String protocol = headers.getHeaderString("Git-Protocol");
    return protocol == null || protocol.length() > 200
        ? List.of()
        : List.of(protocol.split(":", -1));
  }

  private static Response text(int status, String text) {
    return Response.status(status).type(MediaType.TEXT_PLAIN).entity(text).build();
  }

  private static Response answer(String type, Object entity) {
    return Response.ok(entity, type)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache, max-age=0, must-revalidate")
        .build();
  }
}
