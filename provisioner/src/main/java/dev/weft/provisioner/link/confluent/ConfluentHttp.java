// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.provisioner.link.confluent.ConfluentException.Kind;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls the REST API of one cluster with an API key. What is sent may hold secrets, so no message
/// quotes a body; of a refusal the server's own code and sentence are told.
final class ConfluentHttp implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int LONGEST_BODY = 16 << 20;
  private static final int LONGEST_REASON = 300;
  private static final int MOST_PAGES = 1_000;

  /// Kafka behind the API could not be asked just then; the documentation calls it retriable.
  private static final int RETRIABLE = 50_003;

  private final ConfluentAccess access;
  private final String authorization;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ConfluentHttp(ConfluentAccess access) {
    this.access = access;
    byte[] login = (access.key() + ":" + access.secret()).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(login);
  }

  /// All items of a list, page by page.
  ///
  /// @param path below the cluster, encoded
  /// @param subject what it is about, for messages
  List<JsonNode> list(String path, String subject) {
    List<JsonNode> items = new ArrayList<>();
    URI next = URI.create(access.base() + path);
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode body = json(subject, exchange("GET", next, null, subject));
      if (!body.path("data").isArray()) {
        throw new ConfluentException(
            Kind.REFUSED, call("GET", subject) + ": the answer has no list.");
      }
      body.path("data").forEach(items::add);
      String link = body.path("metadata").path("next").asText("");
      if (link.isEmpty() || link.equals("null")) {
        return items;
      }
      next = within(link, subject);
    }
    throw new ConfluentException(Kind.REFUSED, call("GET", subject) + ": the list does not end.");
  }

  /// One thing; empty when there is none.
  ///
  /// @param path below the cluster, encoded
  /// @param subject what it is about, for messages
  Optional<JsonNode> find(String path, String subject) {
    try {
      URI uri = URI.create(access.base() + path);
      return Optional.of(json(subject, exchange("GET", uri, null, subject)));
    } catch (ConfluentException e) {
      if (e.kind() == Kind.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Sends, and gives back what was answered; null when that was nothing.
  ///
  /// @param path below the cluster, encoded
  /// @param subject what it is about, for messages
  @Nullable JsonNode send(String method, String path, @Nullable JsonNode body, String subject) {
    byte[] answer = exchange(method, URI.create(access.base() + path), body, subject);
    return answer.length == 0 ? null : json(subject, answer);
  }

  /// The API key goes to the configured address only, whatever an answer says.
  private URI within(String link, String subject) {
    URI base = URI.create(access.base());
    URI next = base.resolve(link);
    if (!base.getScheme().equals(next.getScheme())
        || !base.getAuthority().equals(next.getAuthority())) {
      throw new ConfluentException(
          Kind.REFUSED,
          "%s: the next page is said to be on another server, `%s`, which is not asked."
              .formatted(call("GET", subject), next.getAuthority()));
    }
    return next;
  }

  private byte[] exchange(String method, URI uri, @Nullable JsonNode body, String subject) {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .header("Authorization", authorization)
            .header("Accept", "application/json");
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body.toString()));
    }
    String call = call(method, subject);
    try {
      HttpResponse<byte[]> answer =
          client.send(
              request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
      if (answer.statusCode() / 100 != 2) {
        throw refusal(call, answer);
      }
      return answer.body();
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new ConfluentException(
          Kind.NOT_DONE, call + ": no connection. Check the link's `url`, and that it answers.", e);
    } catch (IOException e) {
      throw new ConfluentException(
          Kind.AMBIGUOUS, "%s: no answer (%s).".formatted(call, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfluentException(Kind.AMBIGUOUS, call + ": interrupted.", e);
    }
  }

  private JsonNode json(String subject, byte[] body) {
    try {
      JsonNode node = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException _) {
      // Not as a cause: Jackson quotes what it could not read.
    }
    throw new ConfluentException(
        Kind.REFUSED, "%s: the answer is not JSON. Is the link's `url` right?".formatted(subject));
  }

  private String call(String method, String subject) {
    return "Cluster linking at %s: %s %s".formatted(access.url(), method, subject);
  }

  private static ConfluentException refusal(String call, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    int code = 0;
    String sentence = "";
    try {
      JsonNode node = JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8));
      code = node.path("error_code").asInt();
      sentence = node.path("message").asText("");
    } catch (JsonProcessingException _) {
      // A proxy's page; the status says enough.
    }
    Kind kind = kind(status, code);
    String hint =
        switch (status) {
          case 401 -> " Check the API key (`user`) and its secret (`password`) of the link.";
          case 403 -> " The API key needs the rights to alter the cluster's links.";
          default -> "";
        };
    String reason =
        sentence.isEmpty()
            ? ""
            : ", "
                + sentence
                    .substring(0, Math.min(sentence.length(), LONGEST_REASON))
                    .replaceAll("[.\\s]+$", "");
    String number = code == 0 ? "" : " (error_code %d)".formatted(code);
    return new ConfluentException(
        kind, "%s: status %d%s%s.%s".formatted(call, status, number, reason, hint));
  }

  private static Kind kind(int status, int code) {
    if (status == 429 || status == 503 || code == RETRIABLE) {
      return Kind.NOT_DONE;
    }
    if (status == 404) {
      return Kind.MISSING;
    }
    return status >= 500 ? Kind.AMBIGUOUS : Kind.REFUSED;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
