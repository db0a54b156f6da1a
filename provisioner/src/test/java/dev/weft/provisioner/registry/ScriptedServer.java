// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// An HTTP server that misbehaves as a test says: no real registry can be made to on demand.
final class ScriptedServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  /// An answer; null to hang up without one.
  record Answer(int status, String type, String body) {

    static Answer json(int status, String body) {
      return new Answer(status, "application/json", body);
    }

    static Answer problem(int status, String name, String title) {
      return json(
          status,
          "{\"status\":%d,\"name\":\"%s\",\"title\":\"%s\"}".formatted(status, name, title));
    }
  }

  /// Answers a request.
  interface Script {
    @Nullable Answer answer(String call, HttpExchange exchange) throws IOException;
  }

  ScriptedServer(Script script) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", exchange -> handle(script, exchange));
    server.start();
  }

  private void handle(Script script, HttpExchange exchange) throws IOException {
    try (exchange) {
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      exchange.getRequestBody().readAllBytes();
      calls.add(call);
      Answer answer = script.answer(call, exchange);
      if (answer == null) {
        return;
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Every request so far, such as `GET /apis/registry/v3/groups`.
  List<String> calls() {
    return calls;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }
}
