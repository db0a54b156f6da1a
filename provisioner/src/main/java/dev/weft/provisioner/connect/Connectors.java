// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.driver.UseReader.Place;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a Kafka Connect worker says of its connectors.
final class Connectors {

  private static final int LONGEST_DETAIL = 300;
  private static final String CAUSE = "Caused by: ";

  private final ConnectHttp http;

  Connectors(ConnectHttp http) {
    this.http = http;
  }

  /// A connector.
  ///
  /// @param config as it was written, references to secrets included
  /// @param tasks how many tasks it has
  /// @param detail what failed; empty when nothing did
  record Connector(
      String name, SortedMap<String, String> config, State state, int tasks, String detail) {

    String setting(String key) {
      return config.getOrDefault(key, "");
    }
  }

  /// All connectors by name, in one call. That call leaves out a connector whose state it does not
  /// know yet, so the list of names tells whether it is complete.
  SortedMap<String, Connector> all() {
    JsonNode names = http.get("/connectors");
    JsonNode answer = http.get("/connectors?expand=info&expand=status");
    if (!names.isArray() || !answer.isObject()) {
      throw new ConnectFailure(
          ConnectFailure.Kind.REFUSED,
          "Kafka Connect does not answer as one. Is the link's `url` right?");
    }
    SortedMap<String, Connector> all = new TreeMap<>();
    answer
        .properties()
        .forEach(each -> all.put(each.getKey(), connector(each.getKey(), each.getValue())));
    for (JsonNode name : names) {
      if (!all.containsKey(name.asText())) {
        add(name.asText(), all);
      }
    }
    return all;
  }

  private void add(String name, SortedMap<String, Connector> all) {
    try {
      JsonNode info = http.get(ConnectHttp.connector(name, ""));
      all.put(name, new Connector(name, config(info), State.STARTING, 0, ""));
    } catch (ConnectFailure e) {
      // It was deleted between the two calls.
      if (e.kind() != ConnectFailure.Kind.ABSENT) {
        throw e;
      }
    }
  }

  /// The topics whose partitions are handed to a connector's tasks.
  Set<String> assigned(String connector) {
    Set<String> topics = new HashSet<>();
    for (JsonNode task : http.get(ConnectHttp.connector(connector, "/tasks"))) {
      String places = task.path("config").path("task.assigned.partitions").asText("");
      for (String place : places.split(",", -1)) {
        int dash = place.lastIndexOf('-');
        if (dash > 0) {
          topics.add(place.substring(0, dash));
        }
      }
    }
    return topics;
  }

  /// The last record of each partition that a connector has copied, as far as it was written down;
  /// empty when there is no such connector.
  Map<Place, Long> copied(String connector) {
    Map<Place, Long> copied = new HashMap<>();
    try {
      for (JsonNode each : http.get(ConnectHttp.connector(connector, "/offsets")).path("offsets")) {
        JsonNode partition = each.path("partition");
        JsonNode offset = each.path("offset").path("offset");
        if (offset.isIntegralNumber()) {
          copied.put(
              new Place(partition.path("topic").asText(), partition.path("partition").asInt()),
              offset.asLong());
        }
      }
    } catch (ConnectFailure e) {
      if (e.kind() != ConnectFailure.Kind.ABSENT) {
        throw e;
      }
    }
    return copied;
  }

  private static Connector connector(String name, JsonNode node) {
    JsonNode info = node.path("info");
    JsonNode status = node.path("status");
    if (!info.path("config").isObject() || !status.path("connector").isObject()) {
      throw new ConnectFailure(
          ConnectFailure.Kind.REFUSED,
          "Kafka Connect does not tell how connector `%s` is.".formatted(name));
    }
    JsonNode tasks = status.path("tasks");
    return new Connector(name, config(info), state(status), tasks.size(), detail(status));
  }

  private static SortedMap<String, String> config(JsonNode info) {
    SortedMap<String, String> config = new TreeMap<>();
    info.path("config")
        .properties()
        .forEach(setting -> config.put(setting.getKey(), setting.getValue().asText()));
    return config;
  }

  /// Tasks follow their connector with a delay, so what they say counts as much.
  private static State state(JsonNode status) {
    Set<String> states = new HashSet<>();
    String own = status.path("connector").path("state").asText();
    status.path("tasks").forEach(task -> states.add(task.path("state").asText()));
    if (own.equals("FAILED") || states.contains("FAILED")) {
      return State.FAILED;
    }
    return switch (own) {
      case "PAUSED" -> State.PAUSED;
      case "STOPPED" -> State.STOPPED;
      case "RUNNING" ->
          states.isEmpty() || states.equals(Set.of("RUNNING")) ? State.RUNNING : State.STARTING;
      default -> State.STARTING;
    };
  }

  private static String detail(JsonNode status) {
    String own = status.path("connector").path("trace").asText("");
    if (!own.isEmpty()) {
      return cause(own);
    }
    for (JsonNode task : status.path("tasks")) {
      String trace = task.path("trace").asText("");
      if (!trace.isEmpty()) {
        return cause(trace);
      }
    }
    return "";
  }

  /// The last cause of a Java stack trace, without the names of classes that mean nothing to
  /// people.
  private static String cause(String trace) {
    String line = trace.lines().findFirst().orElse("");
    for (String each : trace.lines().toList()) {
      if (each.startsWith(CAUSE)) {
        line = each.substring(CAUSE.length());
      }
    }
    int colon = line.indexOf(": ");
    String words =
        colon > 0 && line.substring(0, colon).indexOf(' ') < 0 ? line.substring(colon + 2) : line;
    String told = words.strip();
    return told.substring(0, Math.min(told.length(), LONGEST_DETAIL));
  }
}
