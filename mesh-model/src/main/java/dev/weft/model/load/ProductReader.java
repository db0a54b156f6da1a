// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.mesh.Product.Status;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads `product.yaml` and checks that its parts fit each other.
final class ProductReader {

  private final Manifest.Header header;
  private final ProductName id;
  private final Mapping spec;
  private final List<Diagnostic> diagnostics;
  private final TopicReading topics;
  private final String folder;
  private final Map<PortName, Location> ports = new LinkedHashMap<>();

  ProductReader(
      Manifest.Header header, ProductName id, Mapping spec, List<Diagnostic> diagnostics) {
    this.header = header;
    this.id = id;
    this.spec = spec;
    this.diagnostics = diagnostics;
    this.topics = new TopicReading(diagnostics);
    this.folder = "domains/" + id.domain() + "/" + id.product();
  }

  DataProductManifest read() {
    List<DataProductManifest.Input> inputs = inputs();
    Status written = Reading.constant(spec, "status", Status.values());
    Status status = written == null ? Status.ACTIVE : written;
    List<DataProductManifest.Port> read = new ArrayList<>();
    List<YamlNode> items = Reading.items(spec, "ports");
    for (YamlNode item : items) {
      read.add(port(Reading.mapping(item), status));
    }
    for (DataProductManifest.Port port : read) {
      checkReplacement(port);
      checkSunset(port);
      checkDischarges(port, inputs);
    }
    String producer = Reading.text(spec, "producer");
    boolean live = status == Status.ACTIVE || status == Status.DEPRECATED;
    if (producer == null && live && !read.isEmpty()) {
      error(
          spec.location(),
          Rules.MANIFEST_MISSING_KEY,
          "The product offers ports, but names no `producer` that may write to them.",
          "add for example `producer: " + id.domain() + "/" + id.product() + "-writer`");
    }
    return new DataProductManifest(
        header,
        id,
        Objects.requireNonNull(Reading.constant(spec, "type", Product.Type.values())),
        status,
        Reading.text(spec, "owner"),
        path(spec, "description", spec.at("description")),
        inputs,
        producer == null ? null : Reading.application(producer),
        read,
        environments());
  }

  private List<DataProductManifest.Input> inputs() {
    List<DataProductManifest.Input> inputs = new ArrayList<>();
    for (YamlNode item : Reading.items(spec, "inputs")) {
      Mapping map = Reading.mapping(item);
      DataProductManifest.Input input =
          new DataProductManifest.Input(
              Reading.value(map, "port", Reading::port), Reading.text(map, "source"));
      if (inputs.contains(input)) {
        error(map.location(), Rules.MANIFEST_DUPLICATE, "The input is given twice.", "keep one");
      }
      inputs.add(input);
    }
    return inputs;
  }

  private DataProductManifest.Port port(Mapping map, Status productStatus) {
    PortName name =
        new PortName(
            id, Reading.required(map, "name"), Integer.parseInt(Reading.required(map, "version")));
    Location first = ports.putIfAbsent(name, map.location());
    if (first != null) {
      error(
          map.at("name"),
          Rules.MANIFEST_DUPLICATE,
          "The port `%s` is given twice, first at line %d.".formatted(name.local(), first.line()),
          "give it another name or another version");
    }
    Status own = Reading.constant(map, "status", Status.values());
    boolean followsProduct = own == null || productStatus == Status.RETIRED;
    Mapping key = Reading.mapping(map, "key");
    String schema = path(map, "schema", map.at("schema"));
    return new DataProductManifest.Port(
        name,
        followsProduct ? productStatus : Objects.requireNonNull(own),
        Reading.value(map, "replacedBy", text -> Reading.localPort(id, text)),
        Reading.date(map, "sunset"),
        schema == null ? "" : schema,
        Reading.text(map, "message"),
        references(map),
        Reading.isEmpty(key)
            ? null
            : new Port.Key(Reading.required(key, "type"), Reading.text(key, "field")),
        terms(map),
        discharges(map),
        Reading.constant(map, "compatibility", Port.Compatibility.values()),
        Reading.constant(map, "classification", Port.Classification.values()),
        topics.topic(Reading.mapping(map, "topic")),
        TopicReading.sla(Reading.mapping(map, "sla")),
        TopicReading.access(Reading.mapping(map, "access")),
        clusters(map),
        Reading.sortedTexts(map, "tags"),
        map);
  }

  private List<String> references(Mapping map) {
    List<String> references = new ArrayList<>();
    List<String> texts = Reading.texts(map, "references");
    for (int i = 0; i < texts.size(); i++) {
      String path = resolve(texts.get(i), map.at("references", i));
      if (path != null) {
        references.add(path);
      }
    }
    return references;
  }

  private List<String> clusters(Mapping map) {
    List<String> clusters = Reading.texts(map, "availableOn");
    for (int i = 0; i < clusters.size(); i++) {
      if (clusters.indexOf(clusters.get(i)) < i) {
        error(
            map.at("availableOn", i),
            Rules.MANIFEST_DUPLICATE,
            "The cluster `" + clusters.get(i) + "` is given twice.",
            "keep one of the two");
      }
    }
    return clusters;
  }

  private static SortedMap<String, String> terms(Mapping map) {
    TreeMap<String, String> terms = new TreeMap<>();
    for (YamlNode.Entry entry : Reading.mapping(map, "terms").entries()) {
      terms.put(entry.key(), ((YamlNode.Scalar) entry.value()).text());
    }
    return terms;
  }

  private List<Port.Discharge> discharges(Mapping map) {
    List<Port.Discharge> discharges = new ArrayList<>();
    for (YamlNode item : Reading.items(map, "discharges")) {
      Mapping one = Reading.mapping(item);
      PortName input = Reading.port(Reading.required(one, "input"));
      if (discharges.stream().anyMatch(other -> other.input().equals(input))) {
        error(
            one.at("input"),
            Rules.MANIFEST_DUPLICATE,
            "The input `" + input + "` is discharged twice.",
            "keep one of the two");
      }
      discharges.add(new Port.Discharge(input, Reading.required(one, "reason")));
    }
    return discharges;
  }

  private void checkSunset(DataProductManifest.Port port) {
    boolean isInUse = port.status() == Status.ACTIVE || port.status() == Status.DRAFT;
    if (port.sunset() != null && isInUse) {
      error(
          port.node().at("sunset"),
          Rules.MANIFEST_CONFLICT,
          "The port `%s` is to stop on %s, but is not deprecated."
              .formatted(port.name().local(), port.sunset()),
          "add `status: deprecated`, or remove `sunset`");
    }
  }

  private void checkDischarges(
      DataProductManifest.Port port, List<DataProductManifest.Input> inputs) {
    List<String> known =
        inputs.stream()
            .map(DataProductManifest.Input::port)
            .filter(Objects::nonNull)
            .map(PortName::toString)
            .toList();
    for (int i = 0; i < port.discharges().size(); i++) {
      String input = port.discharges().get(i).input().toString();
      if (!known.contains(input)) {
        error(
            port.node().at("discharges", i, "input"),
            Rules.REFERENCE_UNKNOWN,
            "The product has no input `" + input + "`.",
            Words.didYouMean(input, known, "its inputs"));
      }
    }
  }

  private void checkReplacement(DataProductManifest.Port port) {
    PortName target = port.replacedBy();
    if (target == null) {
      return;
    }
    if (target.equals(port.name())) {
      error(
          port.node().at("replacedBy"),
          Rules.MANIFEST_CONFLICT,
          "The port `" + target.local() + "` is replaced by itself.",
          "name another port");
    } else {
      requirePort(target, port.node().at("replacedBy"));
    }
  }

  private SortedMap<String, SortedMap<String, DataProductManifest.Overlay>> environments() {
    TreeMap<String, SortedMap<String, DataProductManifest.Overlay>> all = new TreeMap<>();
    for (YamlNode.Entry environment : Reading.mapping(spec, "environments").entries()) {
      TreeMap<String, DataProductManifest.Overlay> overlays = new TreeMap<>();
      Mapping byPort = Reading.mapping(Reading.mapping(environment.value()), "ports");
      for (YamlNode.Entry entry : byPort.entries()) {
        requirePort(Reading.localPort(id, entry.key()), entry.keyLocation());
        Mapping map = Reading.mapping(entry.value());
        overlays.put(
            entry.key(),
            new DataProductManifest.Overlay(
                topics.topic(Reading.mapping(map, "topic")),
                TopicReading.sla(Reading.mapping(map, "sla"))));
      }
      all.put(environment.key(), overlays);
    }
    return all;
  }

  private void requirePort(PortName port, Location location) {
    if (!ports.containsKey(port)) {
      error(
          location,
          Rules.REFERENCE_UNKNOWN,
          "The product has no port `" + port.local() + "`.",
          Words.didYouMean(
              port.local(), ports.keySet().stream().map(PortName::local).toList(), "its ports"));
    }
  }

  private @Nullable String path(Mapping map, String key, Location location) {
    String text = Reading.text(map, key);
    return text == null ? null : resolve(text, location);
  }

  private @Nullable String resolve(String text, Location location) {
    String path = RepositoryPath.resolve(folder, text).orElse(null);
    if (path == null) {
      error(
          location,
          Rules.SOURCE_UNSAFE_PATH,
          "The path `" + text + "` leads out of the repository.",
          "name a file of the repository");
    }
    return path;
  }

  private void error(Location location, String rule, String message, String hint) {
    diagnostics.add(Diagnostic.error(location, rule, message, hint));
  }
}
