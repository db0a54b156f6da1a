// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.DriftRules;
import dev.weft.model.mesh.Link;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.RemovalRules;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `mesh.yaml` and checks that its parts fit each other.
final class MeshReader {

  private static final List<String> PLACEHOLDERS = List.of("domain", "product", "port", "major");

  private static final String USER = "User:";

  private final Manifest.Header header;
  private final Mapping spec;
  private final List<Diagnostic> diagnostics;
  private final LinkedHashMap<String, String> clusters = new LinkedHashMap<>();
  private final Map<String, Port.Classification> classifications = new HashMap<>();

  MeshReader(Manifest.Header header, Mapping spec, List<Diagnostic> diagnostics) {
    this.header = header;
    this.spec = spec;
    this.diagnostics = diagnostics;
  }

  MeshManifest read() {
    for (YamlNode.Entry entry : Reading.mapping(spec, "clusters").entries()) {
      Mapping map = Reading.mapping(entry.value());
      clusters.put(entry.key(), Reading.text(map, "title", entry.key()));
      Port.Classification greatest = classification(map);
      if (greatest != null) {
        classifications.put(entry.key(), greatest);
      }
    }
    LinkedHashMap<String, MeshManifest.Environment> environments = new LinkedHashMap<>();
    for (YamlNode.Entry entry : Reading.mapping(spec, "environments").entries()) {
      environments.put(entry.key(), environment(entry));
    }
    if (environments.isEmpty()) {
      error(
          spec.at("environments"),
          Rules.MANIFEST_NO_VALUE,
          "The mesh has no environment.",
          "add one, for example `dev: {clusters: {local: {}}}`");
    }
    Mapping naming = Reading.mapping(spec, "naming");
    String template = Reading.text(naming, "topic", MeshManifest.TOPIC_TEMPLATE);
    checkTemplate(template, naming.at("topic"));
    return new MeshManifest(
        header,
        Reading.text(spec, "owner"),
        Reading.text(spec, "governance"),
        clusters,
        environments,
        template,
        new TopicReading(diagnostics).defaults(Reading.mapping(spec, "defaults")),
        links());
  }

  private MeshManifest.Environment environment(YamlNode.Entry entry) {
    Mapping map = Reading.mapping(entry.value());
    List<Cluster> own = new ArrayList<>();
    for (YamlNode.Entry cluster : Reading.mapping(map, "clusters").entries()) {
      requireCluster(cluster.key(), cluster.keyLocation(), clusters.keySet());
      own.add(cluster(cluster));
    }
    if (own.isEmpty()) {
      error(
          entry.keyLocation(),
          Rules.MANIFEST_NO_VALUE,
          "The environment `" + entry.key() + "` has no cluster.",
          "name at least one under `clusters`");
    }
    String control = Reading.text(map, "control");
    if (control != null) {
      List<String> names = own.stream().map(Cluster::name).toList();
      if (!names.contains(control)) {
        error(
            map.at("control"),
            Rules.REFERENCE_UNKNOWN,
            "The environment `%s` has no cluster `%s`.".formatted(entry.key(), control),
            Words.didYouMean(control, names, "its clusters"));
      }
    }
    Mapping budget = Reading.mapping(map, "budget");
    Budget usual = Budget.DEFAULT;
    return new MeshManifest.Environment(
        entry.key(),
        own,
        control,
        new TopicReading(diagnostics).defaults(Reading.mapping(map, "defaults")),
        new Budget(
            count(budget, "deletes", usual.deletes()),
            count(budget, "revokes", usual.revokes()),
            count(budget, "partitions", usual.partitions()),
            count(budget, "resets", usual.resets())),
        removal(Reading.mapping(map, "removal")),
        drift(Reading.mapping(map, "drift")));
  }

  /// What the environment says of a cluster lies over what the mesh says.
  private Cluster cluster(YamlNode.Entry entry) {
    Mapping map = Reading.mapping(entry.value());
    Port.Classification here = classification(map);
    return new Cluster(
        entry.key(),
        Reading.text(map, "id"),
        here == null ? classifications.get(entry.key()) : here,
        Reading.whole(map, "brokers"));
  }

  private static Port.@Nullable Classification classification(Mapping map) {
    return Reading.constant(map, "classification", Port.Classification.values());
  }

  private static int count(Mapping budget, String key, int usual) {
    Integer written = Reading.whole(budget, key);
    return written == null ? usual : written;
  }

  private static RemovalRules removal(Mapping map) {
    RemovalRules usual = RemovalRules.DEFAULT;
    Duration grace = Reading.duration(map, "grace");
    Duration pause = Reading.duration(map, "pause");
    return new RemovalRules(
        "delete".equals(Reading.text(map, "topics")),
        grace == null ? usual.grace() : grace,
        pause == null ? usual.pause() : pause,
        count(map, "most", usual.most()));
  }

  private static DriftRules drift(Mapping map) {
    DriftRules usual = DriftRules.DEFAULT;
    return new DriftRules(
        answer(map, "configs", usual.configs()),
        answer(map, "access", usual.access()),
        answer(map, "quotas", usual.quotas()),
        answer(map, "topics", usual.topics()));
  }

  private static DriftRules.Answer answer(Mapping map, String key, DriftRules.Answer usual) {
    DriftRules.Answer written = Reading.constant(map, key, DriftRules.Answer.values());
    return written == null ? usual : written;
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    Map<String, Location> seen = new LinkedHashMap<>();
    for (YamlNode item : Reading.items(spec, "links")) {
      Mapping map = Reading.mapping(item);
      Link link =
          new Link(
              Reading.required(map, "name"),
              Reading.required(map, "from"),
              Reading.required(map, "to"),
              Reading.text(map, "principal"),
              map.location());
      checkPrincipal(link, map);
      requireCluster(link.from(), map.at("from"), clusters.keySet());
      requireCluster(link.to(), map.at("to"), clusters.keySet());
      if (link.from().equals(link.to())) {
        error(
            map.at("to"),
            Rules.MANIFEST_CONFLICT,
            "The link `" + link.name() + "` leads from a cluster to itself.",
            "name two clusters");
      }
      if (seen.putIfAbsent(link.name(), map.location()) != null) {
        error(
            map.at("name"),
            Rules.MANIFEST_DUPLICATE,
            "The link `" + link.name() + "` is given twice.",
            "keep one of the two");
      }
      if (links.stream().anyMatch(other -> isParallel(other, link))) {
        error(
            map.location(),
            Rules.MANIFEST_DUPLICATE,
            "There is a link from `%s` to `%s` already.".formatted(link.from(), link.to()),
            "keep one of the two");
      }
      links.add(link);
    }
    return links;
  }

  private static boolean isParallel(Link one, Link other) {
    return one.from().equals(other.from()) && one.to().equals(other.to());
  }

  private void checkPrincipal(Link link, Mapping map) {
    String principal = link.principal();
    boolean isUser =
        principal == null || principal.startsWith(USER) && principal.length() > USER.length();
    if (!isUser || "User:*".equals(principal)) {
      error(
          map.at("principal"),
          Rules.MANIFEST_BAD_VALUE,
          "The principal of link `%s` is `%s`, which is no single user."
              .formatted(link.name(), principal),
          "write for example `principal: \"User:weft-link\"`");
    }
  }

  private void requireCluster(String name, Location location, java.util.Collection<String> known) {
    if (!known.contains(name)) {
      error(
          location,
          Rules.REFERENCE_UNKNOWN,
          "There is no cluster `" + name + "`.",
          Words.didYouMean(name, known, "clusters"));
    }
  }

  private void checkTemplate(String template, Location location) {
    Set<String> found = new java.util.TreeSet<>();
    StringBuilder rest = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int end = template.charAt(at) == '{' ? template.indexOf('}', at) : -1;
      if (end > 0) {
        found.add(template.substring(at + 1, end));
        at = end + 1;
      } else {
        rest.append(template.charAt(at));
        at++;
      }
    }
    List<String> missing = PLACEHOLDERS.stream().filter(name -> !found.contains(name)).toList();
    if (!missing.isEmpty()) {
      error(
          location,
          Rules.NAMING_TEMPLATE,
          "The template lacks "
              + Words.quoted(missing.stream().map(name -> "{" + name + "}").toList())
              + ", so two ports could get one topic.",
          "write for example `\"" + MeshManifest.TOPIC_TEMPLATE + "\"`");
    }
    for (String name : found) {
      if (!PLACEHOLDERS.contains(name)) {
        error(
            location,
            Rules.NAMING_TEMPLATE,
            "The template has the unknown placeholder `{" + name + "}`.",
            Words.didYouMean(name, PLACEHOLDERS, "placeholders"));
      }
    }
    boolean adjacent = template.contains("}{");
    boolean legal =
        rest.chars()
            .allMatch(
                c -> c == '.' || c == '_' || c == '-' || Character.isLetterOrDigit(c) && c < 128);
    if (!legal || adjacent) {
      error(
          location,
          Rules.NAMING_TEMPLATE,
          legal
              ? "Two placeholders of the template have nothing between them."
              : "The template has characters that topic names cannot have.",
          "join placeholders with `.`");
    }
  }

  private void error(Location location, String rule, String message, String hint) {
    diagnostics.add(Diagnostic.error(location, rule, message, hint));
  }
}
