// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that answers what a test has written down.
final class FakeCatalog implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private record Answer(int status, String body) {}

  /// What was asked.
  ///
  /// @param target path and query
  record Call(String method, String target, String token, String body) {}

  FakeCatalog() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  FakeCatalog answer(String methodAndTarget, int status, String body) {
    answers.put(methodAndTarget, new ArrayDeque<>(List.of(new Answer(status, body))));
    return this;
  }

  /// What it answers the next time, and from then on.
  FakeCatalog andThen(String methodAndTarget, int status, String body) {
    answers
        .computeIfAbsent(methodAndTarget, _ -> new ArrayDeque<>())
        .addLast(new Answer(status, body));
    return this;
  }

  List<Call> calls() {
    return calls;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
    calls.add(new Call(exchange.getRequestMethod(), target, token, body));
    Deque<Answer> open = answers.get(exchange.getRequestMethod() + " " + target);
    Answer answer =
        open == null
            ? new Answer(500, "not foreseen: " + target)
            : open.size() > 1 ? open.removeFirst() : open.getFirst();
    byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
