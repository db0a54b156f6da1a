// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.link.confluent.ConfluentException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The calls of the API that links need, by the names of its documentation.
final class ConfluentApi implements AutoCloseable {

  private final ConfluentHttp http;

  ConfluentApi(ConfluentAccess access) {
    this.http = new ConfluentHttp(access);
  }

  /// A cluster link of the cluster that receives.
  ///
  /// @param error what is wrong with it, in the server's words; empty when nothing is
  record ClusterLink(String name, String error) {}

  /// A mirror topic.
  ///
  /// @param lag records that are not copied yet, over all partitions; null when it is not told
  record MirrorTopic(String link, String topic, String source, Status status, @Nullable Long lag) {}

  /// How a mirror topic is.
  enum Status {
    ACTIVE,
    FAILED,
    LINK_FAILED,
    LINK_PAUSED,
    PAUSED,
    PENDING_STOPPED,
    SOURCE_UNAVAILABLE,
    STOPPED,
    PENDING_MIRROR,
    PENDING_SYNCHRONIZE,
    PENDING_SETUP_FOR_RESTORE,
    PENDING_RESTORE
  }

  /// What can be done to mirror topics.
  enum Action {
    PAUSE,
    RESUME,
    /// Ends the copying once everything is copied.
    PROMOTE,
    /// Ends the copying at once.
    FAILOVER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  List<ClusterLink> links() {
    List<ClusterLink> links = new ArrayList<>();
    for (JsonNode node : http.list("/links", "cluster links")) {
      String code = node.path("link_error").asText("");
      boolean isFine = code.isEmpty() || code.equals("null") || code.equals("NO_ERROR");
      String said = node.path("link_error_message").asText("");
      String error = said.isEmpty() || said.equals("null") ? code : said;
      links.add(new ClusterLink(text(node, "link_name"), isFine ? "" : error));
    }
    return links;
  }

  boolean hasLink(String link) {
    return http.find(path(link), "cluster link `" + link + "`").isPresent();
  }

  /// @param sourceId the id that the cluster at the other end has to have; null for any
  void createLink(String link, @Nullable String sourceId, SortedMap<String, String> configs) {
    ObjectNode body = ConfluentHttp.JSON.createObjectNode();
    if (sourceId != null) {
      body.put("source_cluster_id", sourceId);
    }
    ArrayNode list = body.putArray("configs");
    configs.forEach((name, value) -> list.addObject().put("name", name).put("value", value));
    http.send(
        "POST",
        "/links?link_name=" + ConfluentHttp.encode(link),
        body,
        "cluster link `" + link + "`");
  }

  void deleteLink(String link) {
    http.send("DELETE", path(link), null, "cluster link `" + link + "`");
  }

  /// The configs of a link; of secret ones only that they are there, with a null.
  SortedMap<String, @Nullable String> configs(String link) {
    SortedMap<String, @Nullable String> configs = new TreeMap<>();
    String subject = "configs of cluster link `" + link + "`";
    for (JsonNode node : http.list(path(link) + "/configs", subject)) {
      boolean isSecret = node.path("is_sensitive").asBoolean();
      configs.put(text(node, "name"), isSecret ? null : node.path("value").asText(""));
    }
    return configs;
  }

  void alterConfigs(String link, Map<String, String> configs) {
    ObjectNode body = ConfluentHttp.JSON.createObjectNode();
    ArrayNode list = body.putArray("data");
    configs.forEach((name, value) ->
        list.addObject().put("name", name).put("value", value).put("operation", "SET"));
    http.send("PUT", path(link) + "/configs:alter", body, "configs of cluster link `" + link + "`");
  }

  List<MirrorTopic> mirrors() {
    return http.list("/links/-/mirrors", "mirror topics").stream()
        .map(ConfluentApi::mirror)
        .toList();
  }

  Optional<MirrorTopic> mirror(String link, String topic) {
    return http.find(
            path(link) + "/mirrors/" + ConfluentHttp.encode(topic), "mirror topic `" + topic + "`")
        .map(ConfluentApi::mirror);
  }

  void createMirror(String link, String topic) {
    ObjectNode body = ConfluentHttp.JSON.createObjectNode();
    body.put("source_topic_name", topic);
    body.put("mirror_topic_name", topic);
    http.send("POST", path(link) + "/mirrors", body, "mirror topic `" + topic + "`");
  }

  /// @throws ConfluentException when it was refused for this topic
  void alter(String link, String topic, Action action) {
    ObjectNode body = ConfluentHttp.JSON.createObjectNode();
    body.putArray("mirror_topic_names").add(topic);
    String subject = "%s of mirror topic `%s`".formatted(action.word(), topic);
    JsonNode answer = http.send("POST", path(link) + "/mirrors:" + action.word(), body, subject);
    for (JsonNode item : answer == null ? List.<JsonNode>of() : answer.path("data")) {
      int code = item.path("error_code").asInt();
      if (code != 0) {
        throw new ConfluentException(
            Kind.REFUSED,
            "%s was refused (error_code %d): %s"
                .formatted(subject, code, item.path("error_message").asText("")));
      }
    }
  }

  boolean hasTopic(String topic) {
    return http.find("/topics/" + ConfluentHttp.encode(topic), "topic `" + topic + "`").isPresent();
  }

  private static MirrorTopic mirror(JsonNode node) {
    String topic = text(node, "mirror_topic_name");
    String word = text(node, "mirror_status");
    Status status;
    try {
      status = Status.valueOf(word);
    } catch (IllegalArgumentException e) {
      throw new ConfluentException(
          Kind.REFUSED,
          "Mirror topic `%s` is said to be `%s`, which is no status of the documented API."
              .formatted(topic, word),
          e);
    }
    JsonNode lags = node.path("mirror_lags");
    Long lag = null;
    if (lags.isArray() && !lags.isEmpty()) {
      lag = lags.valueStream().mapToLong(each -> each.path("lag").asLong()).sum();
    }
    return new MirrorTopic(
        text(node, "link_name"), topic, text(node, "source_topic_name"), status, lag);
  }

  private static String text(JsonNode node, String field) {
    String text = node.path(field).asText("");
    if (text.isEmpty()) {
      throw new ConfluentException(
          Kind.REFUSED, "An answer about cluster links lacks `%s`.".formatted(field));
    }
    return text;
  }

  private static String path(String link) {
    return "/links/" + ConfluentHttp.encode(link);
  }

  @Override
  public void close() {
    http.close();
  }
}
