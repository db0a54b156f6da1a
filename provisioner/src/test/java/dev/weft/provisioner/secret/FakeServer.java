// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server of one's own on a free port, which answers with JSON and may be told to fail.
public abstract class FakeServer implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> requests = new ArrayList<>();
  private final Deque<Reply> failures = new ArrayDeque<>();

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /// What a client asks.
  record Request(
      String method,
      String path,
      String query,
      com.sun.net.httpserver.Headers headers,
      JsonNode body) {

    String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  /// What it gets.
  public record Reply(int status, @Nullable JsonNode body) {}

  abstract Reply answer(Request request);

  /// Has the next request fail.
  public synchronized void fail(Reply reply) {
    failures.add(reply);
  }

  /// Methods and paths of all requests, in order.
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /// Where it answers.
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    URI uri = exchange.getRequestURI();
    var request =
        new Request(
            exchange.getRequestMethod(),
            uri.getPath(),
            uri.getQuery() == null ? "" : uri.getQuery(),
            exchange.getRequestHeaders(),
            sent.length == 0 ? MissingNode.getInstance() : JSON.readTree(sent));
    requests.add(request.method() + " " + request.path());
    Reply failure = failures.poll();
    Reply reply = failure == null ? answer(request) : failure;
    byte[] body = reply.body() == null ? new byte[0] : JSON.writeValueAsBytes(reply.body());
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
