// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weft.provisioner.connect.ConnectFailure.Kind;
import dev.weft.provisioner.deployment.Link;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Calls the REST API of Kafka Connect. While its workers share out their work it answers with
/// status 409, which passes; so such a call is made again for a while.
final class ConnectHttp implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int LONGEST_BODY = 64 << 20;
  private static final int LONGEST_REASON = 300;
  private static final int REBALANCE = 409;

  private final String base;
  private final String authorization;
  private final Patience patience;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ConnectHttp(URI url, Link.@Nullable Login login, Patience patience) {
    this.base = url.toString().replaceAll("/+$", "");
    this.patience = patience;
    this.authorization =
        login == null
            ? ""
            : "Basic "
                + Base64.getEncoder()
                    .encodeToString(
                        (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8));
  }

  /// The path of a connector, with what comes below it.
  static String connector(String name, String below) {
    return "/connectors/" + URLEncoder.encode(name, StandardCharsets.UTF_8) + below;
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  /// Sends, and answers the body; a missing node when there is none.
  JsonNode send(String method, String path, @Nullable JsonNode body) {
    String call = "Kafka Connect at %s: %s %s".formatted(base, method, path);
    long deadline = Patience.deadline(patience.rebalance());
    while (true) {
      HttpResponse<byte[]> answer = exchange(request(method, path, body), call);
      if (answer.statusCode() / 100 == 2) {
        return answer.body().length == 0 ? MissingNode.getInstance() : parsed(call, answer.body());
      }
      if (!isRebalance(answer) || !patience.pause(deadline)) {
        throw refusal(call, answer);
      }
    }
  }

  /// Some calls say it by status 500 and their words only.
  private static boolean isRebalance(HttpResponse<byte[]> answer) {
    return answer.statusCode() == REBALANCE
        || answer.statusCode() == 500 && reason(answer.body()).contains("rebalance");
  }

  private HttpRequest request(String method, String path, @Nullable JsonNode body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(patience.answer())
            .header("Accept", "application/json");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return body == null
        ? request.method(method, BodyPublishers.noBody()).build()
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString()))
            .build();
  }

  private HttpResponse<byte[]> exchange(HttpRequest request, String call) {
    try {
      return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new ConnectFailure(
          Kind.NOT_DONE,
          call + ": no connection. Check that it runs and that the link's `url` is right.",
          e);
    } catch (IOException e) {
      throw new ConnectFailure(
          Kind.AMBIGUOUS, "%s: no answer (%s).".formatted(call, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectFailure(Kind.AMBIGUOUS, call + ": interrupted.", e);
    }
  }

  private static JsonNode parsed(String call, byte[] body) {
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      // Not as a cause: Jackson quotes what it could not read.
      throw new ConnectFailure(
          Kind.AMBIGUOUS, call + ": the answer is not JSON. Is the link's `url` right?");
    }
  }

  private static ConnectFailure refusal(String call, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    Kind kind =
        switch (status) {
          case 404 -> Kind.ABSENT;
          case REBALANCE, 429, 503 -> Kind.NOT_DONE;
          default -> {
            if (isRebalance(answer)) {
              yield Kind.NOT_DONE;
            }
            yield status >= 500 ? Kind.AMBIGUOUS : Kind.REFUSED;
          }
        };
    String hint =
        switch (status) {
          case 401, 403 -> " Check the link's `user` and `password`.";
          default ->
              isRebalance(answer) ? " Its workers were sharing out their work all the time." : "";
        };
    return new ConnectFailure(
        kind, "%s: status %d%s.%s".formatted(call, status, reason(answer.body()), hint));
  }

  /// Connect's own sentence, if the answer has one.
  private static String reason(byte[] body) {
    try {
      String text =
          JSON.readTree(new String(body, StandardCharsets.UTF_8)).path("message").asText("");
      String line = text.strip().replaceAll("\\s+", " ");
      String told = line.substring(0, Math.min(line.length(), LONGEST_REASON));
      return told.isEmpty() ? "" : ", " + told.replaceAll("\\.+$", "");
    } catch (JsonProcessingException _) {
      // A proxy's page; the status says enough.
      return "";
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
