// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A JSON API over HTTP that takes nothing that it was not told to: whoever does not log in, sends
/// a body where none belongs, or a parameter or field that is not published, is refused in the
/// words of Confluent's API, and it is kept as a violation.
abstract class StrictApi implements AutoCloseable {

  final List<String> calls = new ArrayList<>();
  final List<String> violations = new ArrayList<>();

  private final String login;
  private final HttpServer server;

  StrictApi(String key, String secret) {
    byte[] pair = (key + ":" + secret).getBytes(StandardCharsets.UTF_8);
    this.login = "Basic " + Base64.getEncoder().encodeToString(pair);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /// @param body an empty object where none was sent
  abstract Reply reply(String method, String path, SortedMap<String, String> query, JsonNode body);

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      Reply reply;
      try {
        login(exchange);
        reply =
            reply(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                body(exchange, exchange.getRequestMethod(), sent));
      } catch (Refusal e) {
        reply = error(e.status, e.code, e.text);
      }
      byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /// An answer.
  ///
  /// @param body JSON; empty for none
  record Reply(int status, String body) {}

  /// An answer that ends the handling.
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final int code;
    private final String text;

    Refusal(int status, int code, String text) {
      super(text);
      this.status = status;
      this.code = code;
      this.text = text;
    }
  }

  /// Something that the published contract does not know.
  final Refusal violation(String text) {
    violations.add(text);
    return new Refusal(400, 400, text);
  }

  static Reply error(int status, int code, String message) {
    ObjectNode body = ConfluentHttp.JSON.createObjectNode();
    return new Reply(status, body.put("error_code", code).put("message", message).toString());
  }

  private void login(HttpExchange exchange) {
    if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      throw new Refusal(401, 40101, "Unauthorized");
    }
  }

  private JsonNode body(HttpExchange exchange, String method, byte[] sent) {
    boolean hasBody = method.equals("POST") || method.equals("PUT");
    if (!hasBody) {
      if (sent.length > 0) {
        throw violation(method + " with a body");
      }
      return ConfluentHttp.JSON.createObjectNode();
    }
    if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      violations.add("Content-Type is not application/json");
      throw new Refusal(415, 415, "HTTP 415 Unsupported Media Type");
    }
    try {
      return ConfluentHttp.JSON.readTree(sent);
    } catch (IOException e) {
      throw violation("The body is not JSON: " + e.getMessage());
    }
  }

  final void fields(JsonNode body, Set<String> required, Set<String> optional) {
    require(body.isObject(), "the body is no object");
    Set<String> given = new TreeSet<>();
    body.fieldNames().forEachRemaining(given::add);
    require(given.containsAll(required), "fields are missing: " + required + " in " + given);
    given.removeAll(required);
    given.removeAll(optional);
    require(given.isEmpty(), "Unrecognized field: " + given);
  }

  final void allow(SortedMap<String, String> query, Set<String> known) {
    require(known.containsAll(query.keySet()), "unknown parameters: " + query.keySet());
  }

  final void require(boolean isRight, String text) {
    if (!isRight) {
      throw violation(text);
    }
  }

  private static SortedMap<String, String> query(@Nullable String raw) {
    SortedMap<String, String> query = new TreeMap<>();
    for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
