// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import dev.weft.provisioner.deployment.DeploymentException;
import dev.weft.provisioner.deployment.Link;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How to reach the cluster that receives, and how it reaches those that it reads.
///
/// @param url of the REST endpoint, without the path of the API
/// @param clusterId the id of the cluster that receives, as the API knows it, such as `lkc-abc123`
/// @param key the API key
/// @param secret the API key's secret
/// @param sources the clusters that may be read, by the names manifests use
/// @param settings configs of the cluster link that win over Weft's own
public record ConfluentAccess(
    URI url,
    String clusterId,
    String key,
    String secret,
    SortedMap<String, Source> sources,
    SortedMap<String, String> settings) {

  public ConfluentAccess {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  private static final String ID = "cluster.id";

  /// What a deployment says of a link, with its references resolved.
  ///
  /// @throws DeploymentException when something is missing or has no meaning here
  public static ConfluentAccess of(Link link) {
    String prefix = "links." + link.target() + ".";
    Link.Login login = link.login();
    if (login == null) {
      throw new DeploymentException(
          "`%suser` and `%spassword` are missing: the API key of the cluster that receives, and its secret."
              .formatted(prefix, prefix));
    }
    SortedMap<String, String> target = new TreeMap<>(link.targetSettings());
    String id = target.remove(ID);
    if (id == null || id.isBlank()) {
      throw new DeploymentException(
          "`%starget.%s` is missing: the id of the cluster that receives, such as `lkc-abc123`."
              .formatted(prefix, ID));
    }
    if (!target.isEmpty()) {
      throw new DeploymentException(
          "`%starget.%s` has no meaning for Confluent Cluster Linking, which is run by the cluster that receives. Remove it, or write `settings` for configs of the link."
              .formatted(prefix, target.firstKey()));
    }
    SortedMap<String, Source> sources = new TreeMap<>();
    link.sources()
        .forEach((name, settings) -> {
          SortedMap<String, String> configs = new TreeMap<>(settings);
          String sourceId = configs.remove(ID);
          sources.put(name, new Source(sourceId, configs));
        });
    return new ConfluentAccess(
        link.url(), id, login.user(), login.password(), sources, link.settings());
  }

  /// A cluster that is read.
  ///
  /// @param clusterId its id, which the link then insists on; null when it is not checked
  /// @param configs how the link connects to it and logs in; may hold secrets
  public record Source(@Nullable String clusterId, SortedMap<String, String> configs) {

    public Source {
      configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
    }

    @Override
    public String toString() {
      return "Source[" + clusterId + ", " + configs.keySet() + "]";
    }
  }

  /// The path of everything on this cluster, without a slash at its end.
  String base() {
    String text = url.toString();
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return trimmed + "/kafka/v3/clusters/" + ConfluentHttp.encode(clusterId);
  }

  /// All configs that the link from a source shall have: nothing but records and the positions of
  /// consumer groups is copied, since topics, rights and configs have one writer, which is Weft.
  SortedMap<String, String> wanted(String source) {
    SortedMap<String, String> all = new TreeMap<>(OWN);
    Source from = sources.get(source);
    if (from != null) {
      all.putAll(from.configs());
    }
    all.putAll(settings);
    return all;
  }

  private static final Map<String, String> OWN =
      Map.of(
          "acl.sync.enable", "false",
          "auto.create.mirror.topics.enable", "false",
          "cluster.link.paused", "false",
          "consumer.offset.sync.enable", "true",
          "consumer.offset.group.filters",
              "{\"groupFilters\":[{\"name\":\"*\",\"patternType\":\"LITERAL\","
                  + "\"filterType\":\"INCLUDE\"}]}");

  @Override
  public String toString() {
    return "ConfluentAccess[%s, %s, %s, ****]".formatted(url, clusterId, key);
  }
}
