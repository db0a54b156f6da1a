// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.link.confluent.ConfluentApi.Status;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// The part of the Confluent REST API, version 3, that links use, as its public reference describes
/// it, and nothing besides: other paths, methods, parameters and fields are refused, and so is
/// whoever does not log in.
final class FakeConfluent extends StrictApi {

  static final String CLUSTER = "lkc-target";
  static final String KEY = "THEKEY";
  static final String SECRET = "the+secret/of=the-key";

  private static final String BASE = "/kafka/v3/clusters/" + CLUSTER;
  private static final int PAGE = 2;

  /// A cluster link.
  static final class Link {
    @Nullable String sourceId;
    final SortedMap<String, String> configs = new TreeMap<>();
    String error = "NO_ERROR";
    String errorMessage = "";
  }

  /// A mirror topic.
  static final class Mirror {
    final String link;
    final String source;
    Status status = Status.ACTIVE;
    final Deque<Status> next = new ConcurrentLinkedDeque<>();
    List<Long> lags = List.of();

    Mirror(String link, String source) {
      this.link = link;
      this.source = source;
    }
  }

  /// An answer that is given instead of the right one.
  record Fault(int status, String body) {}

  final SortedMap<String, Link> links = new TreeMap<>();
  final SortedMap<String, Mirror> mirrors = new TreeMap<>();
  final Set<String> topics = new TreeSet<>();

  /// Answers by the beginning of `METHOD path-below-the-cluster`.
  final Map<String, Fault> faults = new TreeMap<>();

  /// Errors of single items of `mirrors:ACTION`, by topic.
  final Map<String, String> itemErrors = new TreeMap<>();

  /// Where the next page is said to be, if not here.
  @Nullable String nextPageAt;

  FakeConfluent() {
    super(KEY, SECRET);
  }

  /// A mirror topic that is there, with its link and its topic.
  Mirror add(String link, String topic, Status status) {
    links.computeIfAbsent(link, _ -> new Link());
    var mirror = new Mirror(link, topic);
    mirror.status = status;
    mirrors.put(topic, mirror);
    topics.add(topic);
    return mirror;
  }

  @Override
  Reply reply(String method, String path, SortedMap<String, String> query, JsonNode body) {
    if (!path.startsWith(BASE + "/")) {
      throw new Refusal(404, 40403, "This server does not host the cluster of `" + path + "`.");
    }
    String below = path.substring(BASE.length());
    calls.add(method + " " + below);
    for (Map.Entry<String, Fault> fault : faults.entrySet()) {
      if ((method + " " + below).startsWith(fault.getKey())) {
        return new Reply(fault.getValue().status(), fault.getValue().body());
      }
    }
    List<String> part = List.of(below.substring(1).split("/"));
    return switch (part.getFirst()) {
      case "topics" -> topic(method, part, query);
      case "links" -> linking(method, part, query, body);
      default -> throw violation("No such path: " + path);
    };
  }

  private Reply topic(String method, List<String> part, SortedMap<String, String> query) {
    require(method.equals("GET") && part.size() == 2, "topics: " + method + " " + part);
    allow(query, Set.of("include_authorized_operations"));
    if (!topics.contains(part.get(1))) {
      throw new Refusal(404, 40403, "This server does not host this topic-partition.");
    }
    ObjectNode node = resource("KafkaTopic", "/topics/" + part.get(1));
    node.put("cluster_id", CLUSTER).put("topic_name", part.get(1)).put("is_internal", false);
    return new Reply(200, node.put("partitions_count", 1).toString());
  }

  private Reply linking(
      String method, List<String> part, SortedMap<String, String> query, JsonNode body) {
    String shape =
        method
            + switch (part.size()) {
              case 1 -> "";
              case 2 -> " link";
              default -> " link/" + part.get(2) + (part.size() > 3 ? "/name" : "");
            };
    if (shape.equals("GET link/mirrors") && part.get(1).equals("-")) {
      allow(query, Set.of("mirror_status", "page_token"));
      return mirrorsOfAll(query);
    }
    return switch (shape) {
      case "GET" -> listLinks(query);
      case "POST" -> createLink(query, body);
      case "GET link" -> {
        allow(query, Set.of("include_tasks"));
        yield new Reply(200, link(part.get(1), link(part)).toString());
      }
      case "DELETE link" -> deleteLink(part, query);
      case "GET link/configs" -> configs(part, query);
      case "PUT link/configs:alter" -> alterConfigs(part, query, body);
      case "POST link/mirrors" -> createMirror(part, query, body);
      case "GET link/mirrors/name" -> readMirror(part, query);
      case "POST link/mirrors:pause",
          "POST link/mirrors:resume",
          "POST link/mirrors:promote",
          "POST link/mirrors:failover" ->
          alterMirrors(part, query, body);
      default -> throw violation("No such operation: " + method + " " + part);
    };
  }

  private Reply listLinks(SortedMap<String, String> query) {
    allow(query, Set.of());
    var items = new ArrayList<ObjectNode>();
    links.forEach((name, link) -> items.add(link(name, link)));
    return new Reply(200, collection("KafkaLinkDataList", "/links", items, null).toString());
  }

  private Reply createLink(SortedMap<String, String> query, JsonNode body) {
    allow(query, Set.of("link_name", "validate_only", "validate_link"));
    String name = query.getOrDefault("link_name", "");
    require(!name.isEmpty(), "link_name is missing");
    fields(
        body,
        Set.of(),
        Set.of(
            "source_cluster_id",
            "destination_cluster_id",
            "remote_cluster_id",
            "cluster_link_id",
            "configs"));
    if (links.containsKey(name)) {
      throw new Refusal(400, 40002, "Cluster link '" + name + "' already exists.");
    }
    var link = new Link();
    link.sourceId =
        body.hasNonNull("source_cluster_id") ? body.get("source_cluster_id").asText() : null;
    for (JsonNode config : body.path("configs")) {
      fields(config, Set.of("name", "value"), Set.of());
      link.configs.put(config.path("name").asText(), config.path("value").asText());
    }
    if (!link.configs.containsKey("bootstrap.servers")) {
      throw new Refusal(400, 40002, "bootstrap.servers is required.");
    }
    links.put(name, link);
    return new Reply(204, "");
  }

  private Reply deleteLink(List<String> part, SortedMap<String, String> query) {
    allow(query, Set.of("force", "validate_only"));
    link(part);
    boolean isUsed =
        mirrors.values().stream()
            .anyMatch(each -> each.link.equals(part.get(1)) && each.status != Status.STOPPED);
    if (isUsed && !"true".equals(query.get("force"))) {
      throw new Refusal(400, 40002, "The link is in use by mirror topics.");
    }
    links.remove(part.get(1));
    mirrors.values().removeIf(each -> each.link.equals(part.get(1)));
    return new Reply(204, "");
  }

  private Reply configs(List<String> part, SortedMap<String, String> query) {
    allow(query, Set.of());
    var items = new ArrayList<ObjectNode>();
    link(part)
        .configs
        .forEach((name, value) -> {
          boolean isSensitive = name.equals("sasl.jaas.config") || name.endsWith("password");
          ObjectNode node =
              resource("KafkaLinkConfigData", "/links/" + part.get(1) + "/configs/" + name);
          node.put("cluster_id", CLUSTER).put("link_name", part.get(1)).put("name", name);
          node.put("value", isSensitive ? "" : value).put("is_default", false);
          node.put("is_read_only", false).put("is_sensitive", isSensitive);
          node.put("source", "DYNAMIC_CLUSTER_LINK_CONFIG").putArray("synonyms");
          items.add(node);
        });
    String self = "/links/" + part.get(1) + "/configs";
    return new Reply(200, collection("KafkaLinkConfigDataList", self, items, null).toString());
  }

  private Reply alterConfigs(List<String> part, SortedMap<String, String> query, JsonNode body) {
    allow(query, Set.of("validate_only"));
    fields(body, Set.of("data"), Set.of("validate_only"));
    for (JsonNode item : body.path("data")) {
      fields(item, Set.of("name"), Set.of("value", "operation"));
      switch (item.path("operation").asText("SET")) {
        case "SET" ->
            link(part).configs.put(item.path("name").asText(), item.path("value").asText());
        case "DELETE" -> link(part).configs.remove(item.path("name").asText());
        default -> throw violation("operation is neither SET nor DELETE");
      }
    }
    return new Reply(204, "");
  }

  private Reply createMirror(List<String> part, SortedMap<String, String> query, JsonNode body) {
    allow(query, Set.of());
    fields(
        body,
        Set.of("source_topic_name"),
        Set.of("mirror_topic_name", "replication_factor", "configs"));
    link(part);
    String source = body.path("source_topic_name").asText();
    String topic = body.path("mirror_topic_name").asText(source);
    if (!topics.add(topic)) {
      throw new Refusal(400, 40002, "Topic '" + topic + "' already exists.");
    }
    var mirror = new Mirror(part.get(1), source);
    mirror.status = Status.PENDING_MIRROR;
    mirror.next.add(Status.ACTIVE);
    mirrors.put(topic, mirror);
    return new Reply(204, "");
  }

  private Reply mirrorsOfAll(SortedMap<String, String> query) {
    int from = Integer.parseInt(query.getOrDefault("page_token", "0"));
    var items = new ArrayList<ObjectNode>();
    mirrors.entrySet().stream()
        .skip(from)
        .limit(PAGE)
        .forEach(entry -> items.add(mirror(entry.getKey(), entry.getValue())));
    String next =
        from + PAGE >= mirrors.size()
            ? null
            : (nextPageAt == null ? url().toString() : nextPageAt)
                + BASE
                + "/links/-/mirrors?page_token="
                + (from + PAGE);
    return new Reply(
        200, collection("KafkaMirrorDataList", "/links/-/mirrors", items, next).toString());
  }

  private Reply readMirror(List<String> part, SortedMap<String, String> query) {
    allow(query, Set.of("include_state_transition_errors"));
    link(part);
    Mirror mirror = mirrors.get(part.get(3));
    if (mirror == null || !mirror.link.equals(part.get(1))) {
      throw new Refusal(404, 40403, "Mirror topic '" + part.get(3) + "' does not exist.");
    }
    String answer = mirror(part.get(3), mirror).toString();
    Status next = mirror.next.poll();
    if (next != null) {
      mirror.status = next;
    }
    return new Reply(200, answer);
  }

  private Reply alterMirrors(List<String> part, SortedMap<String, String> query, JsonNode body) {
    allow(query, Set.of("validate_only"));
    fields(body, Set.of(), Set.of("mirror_topic_names", "mirror_topic_name_pattern"));
    require(body.path("mirror_topic_names").isArray(), "mirror_topic_names is no list");
    link(part);
    String action = part.get(2).substring("mirrors:".length());
    var items = new ArrayList<ObjectNode>();
    for (JsonNode name : body.path("mirror_topic_names")) {
      String topic = name.asText();
      ObjectNode item = resource("KafkaMirrorData", "/links/" + part.get(1) + "/mirrors/" + topic);
      item.put("mirror_topic_name", topic);
      String refused = itemErrors.get(topic);
      Mirror mirror = mirrors.get(topic);
      if (mirror == null || refused != null) {
        item.put("error_message", refused == null ? "Mirror topic does not exist." : refused);
        item.put("error_code", 40002);
      } else {
        item.putNull("error_message").putNull("error_code");
        alter(action, mirror);
      }
      item.putArray("mirror_lags");
      items.add(item);
    }
    String self = "/links/" + part.get(1) + "/" + part.get(2);
    return new Reply(200, collection("KafkaMirrorDataList", self, items, null).toString());
  }

  private static void alter(String action, Mirror mirror) {
    switch (action) {
      case "pause" -> mirror.status = Status.PAUSED;
      case "resume" -> mirror.status = Status.ACTIVE;
      default -> {
        mirror.status = Status.PENDING_STOPPED;
        mirror.next.add(Status.STOPPED);
      }
    }
  }

  private static ObjectNode link(String name, Link link) {
    ObjectNode node = resource("KafkaLinkData", "/links/" + name);
    node.put("source_cluster_id", link.sourceId)
        .put("link_name", name)
        .put("link_id", "id-of-" + name);
    node.put("cluster_link_id", "id-of-" + name).putArray("topic_names");
    return node.put("link_error", link.error).put("link_error_message", link.errorMessage);
  }

  private static ObjectNode mirror(String topic, Mirror mirror) {
    ObjectNode node = resource("KafkaMirrorData", "/links/" + mirror.link + "/mirrors/" + topic);
    node.put("link_name", mirror.link).put("mirror_topic_name", topic);
    node.put("source_topic_name", mirror.source).put("num_partitions", mirror.lags.size());
    ArrayNode lags = node.putArray("mirror_lags");
    for (int i = 0; i < mirror.lags.size(); i++) {
      lags.addObject()
          .put("partition", i)
          .put("lag", mirror.lags.get(i))
          .put("last_source_fetch_offset", 7);
    }
    return node.put("mirror_status", mirror.status.name()).put("state_time_ms", 1_795_000_000_000L);
  }

  private Link link(List<String> part) {
    Link link = links.get(part.get(1));
    if (link == null) {
      throw new Refusal(404, 40403, "Cluster link '" + part.get(1) + "' does not exist.");
    }
    return link;
  }

  private static ObjectNode resource(String kind, String self) {
    ObjectNode node = ConfluentHttp.JSON.createObjectNode().put("kind", kind);
    node.putObject("metadata").put("self", BASE + self).putNull("resource_name");
    return node;
  }

  private static ObjectNode collection(
      String kind, String self, List<ObjectNode> items, @Nullable String next) {
    ObjectNode node = ConfluentHttp.JSON.createObjectNode().put("kind", kind);
    node.putObject("metadata").put("self", BASE + self).put("next", next);
    node.putArray("data").addAll(items);
    return node;
  }
}
