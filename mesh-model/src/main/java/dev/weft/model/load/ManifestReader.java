// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DeclaredReads;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.TeamListManifest;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Port;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.topic.Quantities;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns a manifest of checked form into its record, and checks what one file can tell by itself.
final class ManifestReader {

  private final Place place;
  private final Mapping root;
  private final Mapping spec;
  private final Manifest.Header header;
  private final List<Diagnostic> diagnostics;

  private ManifestReader(Place place, Mapping root, List<Diagnostic> diagnostics) {
    this.place = place;
    this.root = root;
    this.spec = Reading.mapping(root, "spec");
    this.diagnostics = diagnostics;
    Mapping metadata = Reading.mapping(root, "metadata");
    String name = Reading.required(metadata, "name");
    this.header =
        new Manifest.Header(
            place.path(),
            name,
            Reading.text(metadata, "title", name),
            Reading.sortedTexts(metadata, "tags"),
            root);
  }

  static Manifest read(Place place, Mapping root, List<Diagnostic> diagnostics) {
    ManifestReader reader = new ManifestReader(place, root, diagnostics);
    reader.checkName();
    return switch (Objects.requireNonNull(place.kind())) {
      case MESH -> new MeshReader(reader.header, reader.spec, diagnostics).read();
      case TEAM_LIST -> reader.teams();
      case DOMAIN -> reader.domain();
      case APPLICATION -> reader.application();
      case DATA_PRODUCT ->
          new ProductReader(reader.header, reader.productName(), reader.spec, diagnostics).read();
      case ACCESS_GRANT -> reader.grant();
      case POLICY ->
          new PolicyReader(reader.header, place.domain(), reader.spec, diagnostics).read();
      case TERM -> reader.term();
      case WAIVER -> reader.waiver();
    };
  }

  private void checkName() {
    if (!place.name().isEmpty() && !place.name().equals(header.name())) {
      boolean folder =
          place.path().endsWith("/domain.yaml") || place.path().endsWith("/product.yaml");
      error(
          root.at("metadata", "name"),
          Rules.MANIFEST_WRONG_NAME,
          "The name is `%s`, but the %s is `%s`."
              .formatted(
                  header.name(), folder ? "folder" : "file", folder ? place.name() : place.path()),
          "write `name: " + place.name() + "`");
    }
  }

  private ProductName productName() {
    return new ProductName(
        Objects.requireNonNull(place.domain()), Objects.requireNonNull(place.product()));
  }

  private TeamListManifest teams() {
    List<TeamListManifest.Team> teams = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode item : Reading.items(spec, "teams")) {
      Mapping map = Reading.mapping(item);
      String name = Reading.required(map, "name");
      if (!seen.add(name)) {
        duplicate(map.at("name"), "team", name);
      }
      teams.add(
          new TeamListManifest.Team(
              name,
              Reading.text(map, "title", name),
              Reading.text(map, "email"),
              Reading.text(map, "chat"),
              Reading.texts(map, "members"),
              Reading.text(map, "onCall")));
    }
    return new TeamListManifest(header, teams);
  }

  private DomainManifest domain() {
    return new DomainManifest(
        header,
        Reading.required(spec, "owner"),
        Reading.text(spec, "description", ""),
        new TopicReading(diagnostics).defaults(Reading.mapping(spec, "defaults")));
  }

  private ApplicationManifest application() {
    Application.Type written = Reading.constant(spec, "type", Application.Type.values());
    Application.Type type = written == null ? Application.Type.OAUTH : written;
    String principal = Reading.text(spec, "principal");
    if (type == Application.Type.OAUTH && principal != null) {
      error(
          spec.at("principal"),
          Rules.MANIFEST_CONFLICT,
          "An `oauth` application cannot choose its principal.",
          "remove `principal`, or write `type: scram` or `type: mtls`");
    }
    if (type == Application.Type.MTLS && principal == null) {
      error(
          spec.location(),
          Rules.MANIFEST_MISSING_KEY,
          "An `mtls` application needs `principal`, because its certificate decides it.",
          "add for example `principal: \"User:CN=" + header.name() + "\"`");
    }
    TreeMap<String, SortedMap<String, Double>> overlays = new TreeMap<>();
    for (YamlNode.Entry entry : Reading.mapping(spec, "environments").entries()) {
      Mapping quota = Reading.mapping(Reading.mapping(entry.value()), "quota");
      overlays.put(entry.key(), quota(quota));
    }
    return new ApplicationManifest(
        header,
        new ApplicationName(Objects.requireNonNull(place.domain()), place.name()),
        Reading.text(spec, "owner"),
        Reading.text(spec, "description", ""),
        type,
        principal,
        quota(Reading.mapping(spec, "quota")),
        reads(),
        overlays);
  }

  private List<DeclaredReads> reads() {
    List<DeclaredReads> reads = new ArrayList<>();
    for (YamlNode item : Reading.items(spec, "reads")) {
      Mapping map = Reading.mapping(item);
      PortName port = Reading.port(Reading.required(map, "port"));
      if (reads.stream().anyMatch(other -> other.port().equals(port))) {
        duplicate(map.at("port"), "port", port.toString());
      }
      List<String> references = new ArrayList<>();
      List<String> written = Reading.texts(map, "references");
      for (int i = 0; i < written.size(); i++) {
        String path = file(written.get(i), map.at("references", i));
        if (path != null) {
          references.add(path);
        }
      }
      String schema = Reading.text(map, "schema");
      reads.add(
          new DeclaredReads(
              port,
              Reading.sortedTexts(map, "fields"),
              schema == null ? null : schemaOfOwn(schema, map.at("schema")),
              Reading.text(map, "message"),
              references,
              Reading.sortedTexts(map, "acknowledged"),
              map));
    }
    return reads;
  }

  /// A schema that another domain can change would say what that domain wants.
  private @Nullable String schemaOfOwn(String text, Location location) {
    String path = file(text, location);
    String own = "domains/" + place.domain() + "/";
    if (path != null && !path.startsWith(own)) {
      error(
          location,
          Rules.MANIFEST_CONFLICT,
          "The schema `" + path + "`, which the application reads with, belongs to somebody else.",
          "keep a copy in `" + own + "applications/schemas`, which only your domain changes");
      return null;
    }
    return path;
  }

  private @Nullable String file(String text, Location location) {
    String path =
        RepositoryPath.resolve("domains/" + place.domain() + "/applications", text).orElse(null);
    if (path == null) {
      error(
          location,
          Rules.SOURCE_UNSAFE_PATH,
          "The path `" + text + "` leads out of the repository.",
          "name a file of the repository");
    }
    return path;
  }

  private SortedMap<String, Double> quota(Mapping map) {
    TreeMap<String, Double> quota = new TreeMap<>();
    rate(map, "produce", "producer_byte_rate", quota);
    rate(map, "consume", "consumer_byte_rate", quota);
    Double requests = Reading.decimal(map, "requests");
    if (requests != null) {
      quota.put("request_percentage", requests);
    }
    return quota;
  }

  private void rate(Mapping map, String key, String quotaKey, TreeMap<String, Double> quota) {
    String text = Reading.text(map, key);
    if (text == null) {
      return;
    }
    long rate = Quantities.parseSize(text).orElseThrow();
    if (rate == 0) {
      error(
          map.at(key),
          Rules.MANIFEST_BAD_VALUE,
          "`" + key + "` is 0, so the application could do nothing.",
          "write for example `" + key + ": 10MiB`, or remove it");
    }
    quota.put(quotaKey, (double) rate);
  }

  private AccessGrantManifest grant() {
    ProductName product = productName();
    List<PortName> ports = new ArrayList<>();
    List<String> written = Reading.texts(spec, "ports");
    for (int i = 0; i < written.size(); i++) {
      PortName port = Reading.localPort(product, written.get(i));
      if (ports.contains(port)) {
        duplicate(spec.at("ports", i), "port", port.local());
      }
      ports.add(port);
    }
    AccessGrantManifest.Status status =
        Reading.constant(spec, "status", AccessGrantManifest.Status.values());
    return new AccessGrantManifest(
        header,
        product,
        Reading.application(Reading.required(spec, "consumer")),
        ports,
        Reading.required(spec, "purpose"),
        Reading.required(spec, "reason"),
        Reading.text(spec, "approvedBy"),
        Reading.date(spec, "expires"),
        Reading.sortedTexts(spec, "environments"),
        status == null ? AccessGrantManifest.Status.APPROVED : status);
  }

  private TermManifest term() {
    return new TermManifest(
        header,
        Reading.required(spec, "description"),
        Reading.required(spec, "type"),
        Reading.text(spec, "format", ""),
        Reading.constant(spec, "classification", Port.Classification.values()),
        Reading.texts(spec, "synonyms"),
        Reading.text(spec, "owner"),
        Reading.value(spec, "issuedBy", Reading::product));
  }

  private WaiverManifest waiver() {
    String policy = Reading.required(spec, "policy");
    int at = policy.indexOf('@');
    String place = Reading.text(spec, "at", "");
    return new WaiverManifest(
        header,
        at < 0 ? policy : policy.substring(0, at),
        at < 0 ? 1 : Integer.parseInt(policy.substring(at + 1)),
        Reading.sortedTexts(spec, "checks"),
        Reading.product(Reading.required(spec, "product")),
        place.startsWith("/") ? place.substring(1) : place,
        Reading.required(spec, "reason"),
        Reading.text(spec, "requestedBy"),
        Reading.required(spec, "approvedBy"),
        Reading.date(spec, "from"),
        LocalDate.parse(Reading.required(spec, "expires")));
  }

  private void duplicate(Location location, String what, String name) {
    error(
        location,
        Rules.MANIFEST_DUPLICATE,
        "The %s `%s` is given twice.".formatted(what, name),
        "keep one of the two");
  }

  private void error(Location location, String rule, String message, String hint) {
    diagnostics.add(Diagnostic.error(location, rule, message, hint));
  }
}
