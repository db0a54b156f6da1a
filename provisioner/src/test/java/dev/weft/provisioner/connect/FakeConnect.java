// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The REST API of Kafka Connect in memory, with MirrorMaker's connectors: as the real one, it
/// answers a call during a rebalance with 409, leaves connectors without a state out of the long
/// list, and hands a connector only topics that its source has.
final class FakeConnect implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final SortedMap<String, Connector> connectors = new TreeMap<>();
  private final Map<String, List<String>> topics = new HashMap<>();
  private final Map<String, SortedMap<String, Long>> offsets = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private int rebalances;
  private int rebalance = 409;
  private int silences;
  private boolean isDeaf;
  private String broken = "";

  /// A connector.
  static final class Connector {
    final ObjectNode config;
    String state = "RUNNING";
    String task = "RUNNING";
    String trace = "";
    boolean hasStatus = true;

    /// For how many looks its tasks go on after it was stopped.
    int lag;

    Connector(ObjectNode config) {
      this.config = config;
    }
  }

  FakeConnect() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// A topic that the source has.
  synchronized FakeConnect topic(String source, String name) {
    topics.computeIfAbsent(source, _ -> new ArrayList<>()).add(name);
    return this;
  }

  /// A connector as somebody made it by hand.
  synchronized FakeConnect with(String name, Map<String, String> config) {
    ObjectNode node = JSON.createObjectNode();
    config.forEach(node::put);
    connectors.put(name, new Connector(node.put("name", name)));
    return this;
  }

  /// How far a connector came.
  synchronized FakeConnect copied(String connector, String topic, long offset) {
    offsets.computeIfAbsent(connector, _ -> new TreeMap<>()).put(topic, offset);
    return this;
  }

  /// Shares out work among its workers for so many writes.
  synchronized FakeConnect rebalancing(int answers) {
    rebalances = answers;
    return this;
  }

  /// The status by which it says that it shares out work.
  synchronized FakeConnect sayingSoBy(int status) {
    rebalance = status;
    return this;
  }

  /// Does what it is told by the next so many writes, and never answers them.
  synchronized FakeConnect silent(int answers) {
    silences = answers;
    return this;
  }

  /// Neither does what it is told by writes nor answers them.
  synchronized FakeConnect deaf() {
    isDeaf = true;
    return this;
  }

  /// Connectors fail with these words whatever they are told.
  synchronized FakeConnect broken(String words) {
    broken = words;
    return this;
  }

  synchronized Connector connector(String name) {
    Connector connector = connectors.get(name);
    if (connector == null) {
      throw new AssertionError("there is no connector " + name + " among " + connectors.keySet());
    }
    return connector;
  }

  synchronized SortedMap<String, Connector> connectors() {
    return connectors;
  }

  /// Writes, such as `PUT /connectors/x/config`, in order.
  synchronized List<String> calls() {
    return calls;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().toString();
      byte[] body = exchange.getRequestBody().readAllBytes();
      synchronized (this) {
        boolean isWrite = !method.equals("GET");
        if (isWrite) {
          calls.add(method + " " + path);
          if (isDeaf) {
            return;
          }
          if (rebalances > 0) {
            rebalances--;
            answer(
                exchange,
                rebalance,
                error(rebalance, "Cannot complete request because of a rebalance"));
            return;
          }
        }
        Answer answer = answer(method, path, body);
        if (isWrite && silences > 0) {
          silences--;
          return;
        }
        answer(exchange, answer.status(), answer.body());
      }
    }
  }

  private record Answer(int status, @Nullable JsonNode body) {}

  private static void answer(HttpExchange exchange, int status, @Nullable JsonNode body)
      throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(String method, String path, byte[] body) throws IOException {
    if (path.equals("/connectors")) {
      ArrayNode names = JSON.createArrayNode();
      connectors.keySet().forEach(names::add);
      return new Answer(200, names);
    }
    if (path.equals("/connectors?expand=info&expand=status")) {
      return new Answer(200, expanded());
    }
    String[] part = path.split("[/?]", -1);
    String name = URLDecoder.decode(part[2], StandardCharsets.UTF_8);
    String below = part.length > 3 ? part[3] : "";
    Connector connector = connectors.get(name);
    if (method.equals("PUT") && below.equals("config")) {
      return put(name, (ObjectNode) JSON.readTree(body));
    }
    if (connector == null) {
      return new Answer(404, error(404, "Connector " + name + " not found"));
    }
    return switch (method + " " + below) {
      case "GET " -> new Answer(200, info(name, connector));
      case "GET config" -> new Answer(200, connector.config);
      case "GET tasks" -> new Answer(200, tasks(name, connector));
      case "GET offsets" -> new Answer(200, offsets(name));
      case "PUT pause" -> state(connector, "PAUSED");
      case "PUT resume" -> state(connector, "RUNNING");
      case "PUT stop" -> state(connector, "STOPPED");
      case "POST restart" -> {
        revive(connector);
        yield new Answer(202, JSON.createObjectNode());
      }
      case "DELETE " -> {
        connectors.remove(name);
        yield new Answer(204, null);
      }
      default -> new Answer(405, error(405, "not allowed"));
    };
  }

  private Answer put(String name, ObjectNode config) {
    if (!config.path("name").asText(name).equals(name)) {
      return new Answer(400, error(400, "Connector name configuration must match"));
    }
    Connector before = connectors.get(name);
    var connector = new Connector(config.put("name", name));
    if (before != null) {
      connector.state = before.state.equals("FAILED") ? "RUNNING" : before.state;
      connector.task = before.task;
      connector.lag = before.lag;
    }
    if (before == null || !before.task.equals("RUNNING")) {
      revive(connector);
    }
    if (!broken.isEmpty()) {
      fail(connector);
    }
    connectors.put(name, connector);
    return new Answer(before == null ? 201 : 200, info(name, connector));
  }

  private void revive(Connector connector) {
    connector.task = "RUNNING";
    connector.trace = "";
    if (connector.state.equals("FAILED")) {
      connector.state = "RUNNING";
    }
    if (!broken.isEmpty()) {
      fail(connector);
    }
  }

  private void fail(Connector connector) {
    connector.task = "FAILED";
    connector.trace =
        "org.apache.kafka.connect.errors.ConnectException: it broke\n\tat some.Code.run(Code.java:1)\n"
            + "Caused by: org.apache.kafka.common.KafkaException: "
            + broken
            + "\n";
  }

  private static Answer state(Connector connector, String state) {
    connector.state = state;
    return new Answer(state.equals("STOPPED") ? 204 : 202, null);
  }

  private ObjectNode expanded() {
    ObjectNode all = JSON.createObjectNode();
    connectors.forEach((name, connector) -> {
      if (connector.hasStatus) {
        ObjectNode node = all.putObject(name);
        node.set("info", info(name, connector));
        node.set("status", status(name, connector));
      }
    });
    return all;
  }

  private static ObjectNode info(String name, Connector connector) {
    ObjectNode info = JSON.createObjectNode().put("name", name).put("type", "source");
    info.set("config", connector.config);
    return info;
  }

  private ObjectNode status(String name, Connector connector) {
    ObjectNode status = JSON.createObjectNode().put("name", name);
    status.putObject("connector").put("state", connector.state).put("worker_id", "w:1");
    ArrayNode tasks = status.putArray("tasks");
    boolean isLate = connector.state.equals("STOPPED") && connector.lag > 0;
    if (isLate) {
      connector.lag--;
    }
    boolean isIdle = connector.state.equals("STOPPED") || assigned(connector).isEmpty();
    if (isLate || !isIdle) {
      ObjectNode task = tasks.addObject().put("id", 0).put("worker_id", "w:1");
      task.put("state", connector.state.equals("PAUSED") ? "PAUSED" : connector.task);
      if (!connector.trace.isEmpty()) {
        task.put("trace", connector.trace);
      }
    }
    return status;
  }

  private ArrayNode tasks(String name, Connector connector) {
    ArrayNode tasks = JSON.createArrayNode();
    if (!assigned(connector).isEmpty()) {
      ObjectNode task = tasks.addObject();
      task.putObject("id").put("connector", name).put("task", 0);
      task.putObject("config")
          .put("task.assigned.partitions", String.join(",", assigned(connector)));
    }
    return tasks;
  }

  private List<String> assigned(Connector connector) {
    String expressions = connector.config.path("topics").asText(".*").replace(",", "|");
    return topics
        .getOrDefault(connector.config.path("source.cluster.alias").asText(), List.of())
        .stream()
        .filter(topic -> topic.matches(expressions))
        .map(topic -> topic + "-0")
        .toList();
  }

  private ObjectNode offsets(String name) {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode all = node.putArray("offsets");
    offsets
        .getOrDefault(name, new TreeMap<>())
        .forEach((topic, offset) -> {
          ObjectNode each = all.addObject();
          each.putObject("partition")
              .put("cluster", "onprem")
              .put("partition", 0)
              .put("topic", topic);
          each.putObject("offset").put("offset", offset);
        });
    return node;
  }

  private static ObjectNode error(int code, String message) {
    return JSON.createObjectNode().put("error_code", code).put("message", message);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
