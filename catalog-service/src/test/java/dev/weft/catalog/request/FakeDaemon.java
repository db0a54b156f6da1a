// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A daemon that answers every question with the same plan, to callers with a token, and remembers
/// what it was asked.
final class FakeDaemon implements AutoCloseable {

  private static final String PLAN =
      """
      {"plan": {"format": "weft.plan", "version": 1, "environment": "dev", "digest": "d1",
        "summary": {"create": 1, "change": 0, "delete": 0, "blocked": 0}, "problems": [],
        "changes": [{"id": "c1", "kind": "add-acls", "action": "create", "risk": "safe",
          "resource": "onprem/topic/reviews.enriched-reviews.enriched.v1", "reason": "granted",
          "evidence": [], "verdict": {"kind": "allowed"},
          "values": {"acls": [{"principal": "User:billing.invoice-runner", "host": "*",
            "operation": "READ", "permission": "ALLOW"}]}}]}}
      """;

  private final HttpServer server;
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile boolean isAway;

  FakeDaemon() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Paths and bodies of what was asked, in order.
  List<String> questions() {
    return List.copyOf(questions);
  }

  void setAway(boolean away) {
    isAway = away;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    questions.add(exchange.getRequestURI().getPath() + " " + body);
    boolean isKnown = token != null && token.startsWith("Bearer eyJ");
    byte[] answer = PLAN.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (isAway || !isKnown) {
      exchange.sendResponseHeaders(isAway ? 503 : 401, -1);
    } else {
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
