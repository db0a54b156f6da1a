// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The small mesh that test cases of policies change: a shop that offers the scans of its parcels,
/// and one application that reads them; and, where a case asks for it, a list of depots that the
/// scans are made from. It is read by the same loader as any other, so a case shows what the policy
/// says about real manifests.
final class CaseMesh implements SourceTree {

  /// The one environment.
  static final String ENVIRONMENT = "prod";

  private static final String MESH =
      """
      apiVersion: weft.dev/v1
      kind: Mesh
      metadata: {name: example}
      spec:
        clusters: {main: {}}
        environments: {prod: {clusters: {main: {}}}}
      """;
  private static final String TEAM =
      """
      {name: shop-team, title: Shop, email: shop@example.org, chat: "#shop",
       members: [ada@example.org, grace@example.org]}
      """;
  private static final String OTHER_TEAM =
      """
      {name: care-team, title: Care, email: care@example.org, members: [edsger@example.org]}
      """;
  private static final String DOMAIN =
      """
      apiVersion: weft.dev/v1
      kind: Domain
      metadata: {name: shop}
      spec: {owner: shop-team}
      """;

  /// The product whose ports a case is about.
  static final String PRODUCT =
      """
      apiVersion: weft.dev/v1
      kind: DataProduct
      metadata: {name: parcels, title: Parcels on their way}
      spec:
        type: source-aligned
        inputs: [{source: scanners of the depot}]
        producer: shop/scanner
        ports:
          - name: scans
            version: 1
            schema: schemas/scan.avsc
            key: {type: string}
            compatibility: BACKWARD_TRANSITIVE
            classification: internal
            topic: {partitions: 3, retention: P7D}
            sla: {freshness: PT1M, availability: 99.5, timeToRepair: PT8H}
            access: {approval: owner, purposes: [analytics], longest: P365D}
      """;

  private static final String INPUT =
      """
      apiVersion: weft.dev/v1
      kind: DataProduct
      metadata: {name: depots, title: Depots}
      spec:
        type: source-aligned
        inputs: [{source: list of the estates office}]
        producer: shop/scanner
        ports:
          - name: depots
            version: 1
            schema: schemas/depot.avsc
            key: {type: string, field: depot}
            compatibility: BACKWARD_TRANSITIVE
            classification: internal
            topic: {partitions: 1, retention: P7D}
            sla: {freshness: PT1H, availability: 99.5, timeToRepair: PT8H}
            access: {approval: owner, purposes: [analytics], longest: P365D}
      """;
  private static final String INPUT_FIELDS =
      """
      - {name: depot, type: string, doc: "The depot, by the name of its town."}
      - {name: doors, type: int, doc: "How many lorries it loads at once."}
      """;
  private static final String GRANT =
      """
      {consumer: shop/reader, ports: [scans@v1], operation: read, purpose: analytics,
       reason: Counts parcels by depot and day, expires: 2026-12-31}
      """;
  private static final String FIELDS =
      """
      - {name: parcel, type: string, doc: "The parcel, by the number on its label."}
      - {name: depot, type: string, doc: "The depot, by the name of its town."}
      """;
  private static final String DESCRIPTION =
      """
      One record for each time a parcel passes a scanner of a depot, as the scanner reported it. Good for finding where
      parcels wait, and how long they take from one depot to the next.
      """;

  private final Map<String, String> files = new TreeMap<>();

  /// @param given what differs; see the reference of policies
  CaseMesh(Mapping given) {
    files.put(
        "mesh.yaml", PlainYaml.write(PlainYaml.merge(PlainYaml.parse(MESH), given.value("mesh"))));
    Object team = PlainYaml.merge(PlainYaml.parse(TEAM), given.value("team"));
    List<Object> teams = List.of(Objects.requireNonNull(team), PlainYaml.parse(OTHER_TEAM));
    files.put("teams.yaml", PlainYaml.write(manifest("TeamList", "teams", Map.of("teams", teams))));
    files.put("domains/shop/domain.yaml", DOMAIN);
    application("scanner", null);
    application("reader", given.value("reader"));
    terms(given);
    if (given.value("input") instanceof Mapping input) {
      input(input);
    }
    if (!isTakenAway(given, "product")) {
      product(given);
    }
  }

  /// The mesh of another case, which differs from one by something more.
  CaseMesh with(Mapping given, Mapping more) {
    return new CaseMesh(merged(given, more));
  }

  /// What takes something away goes on doing so.
  private static Mapping merged(Mapping below, Mapping over) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    below.entries().forEach(entry -> entries.put(entry.key(), entry));
    for (YamlNode.Entry entry : over.entries()) {
      YamlNode.Entry known = entries.get(entry.key());
      YamlNode value =
          known != null
                  && known.value() instanceof Mapping inner
                  && entry.value() instanceof Mapping more
              ? merged(inner, more)
              : entry.value();
      entries.put(entry.key(), new YamlNode.Entry(entry.key(), entry.keyLocation(), value));
    }
    return new Mapping(List.copyOf(entries.values()), below.location());
  }

  /// The text of a file.
  String text(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  private void product(Mapping given) {
    Map<String, Object> base = tree(PRODUCT, given);
    furtherPorts(base, given);
    if (given.value("input") != null) {
      spec(base).put("inputs", PlainYaml.parse("[{port: shop/depots/depots@v1}]"));
    }
    Object product = Objects.requireNonNull(PlainYaml.merge(base, given.value("product")));
    String folder = folder(product, "parcels");
    files.put(folder + "product.yaml", PlainYaml.write(product));
    if (!isTakenAway(given, "grant")) {
      grant(given, folder, firstPort(product));
    }
    schema(folder + "schemas/scan.avsc", "Scan", FIELDS, given);
    description(given, folder);
  }

  private static boolean isTakenAway(Mapping given, String key) {
    return given.find(key).isPresent() && given.value(key) == null;
  }

  private void application(String name, @Nullable YamlNode given) {
    Object spec = Objects.requireNonNull(PlainYaml.merge(PlainYaml.parse("{type: oauth}"), given));
    files.put(
        "domains/shop/applications/" + name + ".yaml",
        PlainYaml.write(manifest("Application", name, spec)));
  }

  private void input(Mapping given) {
    Object product =
        Objects.requireNonNull(PlainYaml.merge(tree(INPUT, given), given.value("product")));
    String folder = folder(product, "depots");
    files.put(folder + "product.yaml", PlainYaml.write(product));
    files.put(folder + "docs/README.md", DESCRIPTION);
    schema(folder + "schemas/depot.avsc", "Depot", INPUT_FIELDS, given);
  }

  /// A product with its first port changed.
  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(String yaml, Mapping given) {
    Map<String, Object> product = (Map<String, Object>) PlainYaml.parse(yaml);
    List<Object> ports = ports(product);
    ports.set(0, Objects.requireNonNull(PlainYaml.merge(ports.getFirst(), given.value("port"))));
    spec(product).put("ports", ports);
    return product;
  }

  /// Each differs from the first port by what is given.
  private static void furtherPorts(Map<String, Object> product, Mapping given) {
    if (given.value("ports") instanceof YamlNode.Sequence list) {
      List<Object> ports = ports(product);
      Object first = ports.getFirst();
      for (YamlNode item : list.items()) {
        ports.add(Objects.requireNonNullElse(PlainYaml.merge(first, item), Map.of()));
      }
      spec(product).put("ports", ports);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> spec(Map<String, Object> product) {
    return (Map<String, Object>) Objects.requireNonNull(product.get("spec"));
  }

  private static List<Object> ports(Map<String, Object> product) {
    return new ArrayList<>((List<?>) Objects.requireNonNull(spec(product).get("ports")));
  }

  /// What a grant is for; of a product without a port, the port that it usually has.
  private static String firstPort(Object product) {
    if (product instanceof Map<?, ?> root
        && root.get("spec") instanceof Map<?, ?> spec
        && spec.get("ports") instanceof List<?> ports
        && !ports.isEmpty()
        && ports.getFirst() instanceof Map<?, ?> port) {
      return PlainYaml.plain(port.get("name")) + "@v" + PlainYaml.plain(port.get("version"));
    }
    return "scans@v1";
  }

  /// The folder has the name of the product.
  private static String folder(Object product, String usual) {
    String name =
        product instanceof Map<?, ?> root
                && root.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("name") instanceof PlainYaml.Text text
            ? text.text()
            : usual;
    return "domains/shop/" + name + "/";
  }

  private void grant(Mapping given, String folder, String port) {
    @SuppressWarnings("unchecked")
    Map<String, Object> grant = (Map<String, Object>) PlainYaml.parse(GRANT);
    grant.put("ports", List.of(port));
    Object merged = PlainYaml.merge(grant, given.value("grant"));
    files.put(
        folder + "access/reader.yaml",
        PlainYaml.write(manifest("AccessGrant", "reader", Objects.requireNonNull(merged))));
  }

  private void schema(String path, String name, String usual, Mapping given) {
    YamlNode fields = given.value("fields");
    Object tree = fields == null ? PlainYaml.parse(usual) : PlainYaml.of(fields);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "record");
    schema.put("name", name);
    schema.put("doc", "What it is about.");
    schema.put("fields", Objects.requireNonNull(tree));
    files.put(path, PlainYaml.write(schema));
  }

  private void description(Mapping given, String folder) {
    if (given.find("description").isEmpty()) {
      files.put(folder + "docs/README.md", DESCRIPTION);
    } else if (given.value("description") instanceof YamlNode.Scalar text) {
      files.put(folder + "docs/README.md", text.text());
    }
  }

  private void terms(Mapping given) {
    if (given.value("terms") instanceof YamlNode.Sequence list) {
      for (YamlNode item : list.items()) {
        @SuppressWarnings("unchecked")
        Map<String, Object> term =
            new LinkedHashMap<>((Map<String, Object>) Objects.requireNonNull(PlainYaml.of(item)));
        String name = PlainYaml.plain(term.remove("name"));
        files.put(
            "governance/terms/" + name + ".yaml", PlainYaml.write(manifest("Term", name, term)));
      }
    }
  }

  private static Map<String, Object> manifest(String kind, String name, Object spec) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("apiVersion", "weft.dev/v1");
    manifest.put("kind", kind);
    manifest.put("metadata", Map.of("name", name));
    manifest.put("spec", spec);
    return manifest;
  }

  @Override
  public List<SourceFile> files() {
    return files.entrySet().stream()
        .map(file ->
            new SourceFile(
                file.getKey(),
                file.getValue().getBytes(StandardCharsets.UTF_8).length,
                SourceFile.Kind.REGULAR))
        .toList();
  }

  @Override
  public byte[] read(String path) {
    return text(path).getBytes(StandardCharsets.UTF_8);
  }
}
