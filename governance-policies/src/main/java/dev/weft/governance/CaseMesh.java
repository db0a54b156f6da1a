// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import dev.weft.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The small mesh that test cases of policies change: a shop that offers the scans of its parcels,
/// and one application that reads them. It is read by the same loader as any other, so a case shows
/// what the policy says about real manifests.
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
  private static final String DOMAIN =
      """
      apiVersion: weft.dev/v1
      kind: Domain
      metadata: {name: shop}
      spec: {owner: shop-team}
      """;
  private static final String PRODUCT =
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
    files.put("mesh.yaml", MESH);
    Object team = Tree.merge(Tree.parse(TEAM), given.value("team"));
    files.put(
        "teams.yaml",
        Tree.write(
            manifest("TeamList", "teams", Map.of("teams", List.of(Objects.requireNonNull(team))))));
    files.put("domains/shop/domain.yaml", DOMAIN);
    application("scanner");
    application("reader");
    String folder = "domains/shop/" + product(given) + "/";
    String port = port(given);
    grant(given, folder, port);
    schema(given, folder);
    description(given, folder);
    terms(given);
  }

  private void application(String name) {
    files.put(
        "domains/shop/applications/" + name + ".yaml",
        Tree.write(manifest("Application", name, Map.of("type", "oauth"))));
  }

  /// Adds the product and tells its name, which is the folder's.
  private String product(Mapping given) {
    Map<String, Object> product = productTree(given);
    String name = "parcels";
    if (product.get("metadata") instanceof Map<?, ?> metadata
        && metadata.get("name") instanceof Tree.Text text) {
      name = text.text();
    }
    files.put("domains/shop/" + name + "/product.yaml", Tree.write(product));
    return name;
  }

  private static String port(Mapping given) {
    Object spec = Objects.requireNonNull(productTree(given).get("spec"));
    if (spec instanceof Map<?, ?> map
        && map.get("ports") instanceof List<?> ports
        && ports.getFirst() instanceof Map<?, ?> port) {
      return Tree.plain(port.get("name")) + "@v" + Tree.plain(port.get("version"));
    }
    return "scans@v1";
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> productTree(Mapping given) {
    Map<String, Object> product =
        (Map<String, Object>) Objects.requireNonNull(Tree.merge(Tree.parse(PRODUCT), null));
    if (given.value("port") != null) {
      Map<String, Object> spec = (Map<String, Object>) Objects.requireNonNull(product.get("spec"));
      List<Object> ports =
          new ArrayList<>((List<Object>) Objects.requireNonNull(spec.get("ports")));
      ports.set(0, Objects.requireNonNull(Tree.merge(ports.getFirst(), given.value("port"))));
      spec.put("ports", ports);
    }
    return (Map<String, Object>)
        Objects.requireNonNull(Tree.merge(product, given.value("product")));
  }

  private void grant(Mapping given, String folder, String port) {
    @SuppressWarnings("unchecked")
    Map<String, Object> grant = (Map<String, Object>) Tree.parse(GRANT);
    grant.put("ports", List.of(port));
    Object merged = Tree.merge(grant, given.value("grant"));
    files.put(
        folder + "access/reader.yaml",
        Tree.write(manifest("AccessGrant", "reader", Objects.requireNonNull(merged))));
  }

  private void schema(Mapping given, String folder) {
    YamlNode fields = given.value("fields");
    Object tree = fields == null ? Tree.parse(FIELDS) : Tree.of(fields);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "record");
    schema.put("name", "Scan");
    schema.put("doc", "A parcel passed a scanner.");
    schema.put("fields", Objects.requireNonNull(tree));
    files.put(folder + "schemas/scan.avsc", Tree.write(schema));
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
            new LinkedHashMap<>((Map<String, Object>) Objects.requireNonNull(Tree.of(item)));
        String name = Tree.plain(term.remove("name"));
        files.put("governance/terms/" + name + ".yaml", Tree.write(manifest("Term", name, term)));
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
    return Objects.requireNonNull(files.get(path), path).getBytes(StandardCharsets.UTF_8);
  }

  /// YAML as plain maps, lists and scalars that keep how they were written.
  static final class Tree {

    /// A scalar.
    record Text(String text, boolean isQuoted) {}

    private Tree() {}

    static Object parse(String yaml) {
      YamlNode root = YamlReader.read("example.yaml", yaml).root();
      return Objects.requireNonNull(of(Objects.requireNonNull(root)));
    }

    static @Nullable Object of(YamlNode node) {
      return switch (node) {
        case YamlNode.Scalar scalar ->
            scalar.kind() == YamlNode.Kind.NOTHING
                ? null
                : new Text(scalar.text(), scalar.kind() == YamlNode.Kind.TEXT);
        case YamlNode.Sequence list -> list.items().stream().map(Tree::of).toList();
        case Mapping map -> {
          Map<String, Object> tree = new LinkedHashMap<>();
          for (YamlNode.Entry entry : map.entries()) {
            Object value = of(entry.value());
            if (value != null) {
              tree.put(entry.key(), value);
            }
          }
          yield tree;
        }
      };
    }

    /// One tree with another lying over it, key by key; lists are replaced, nothing takes away.
    static @Nullable Object merge(@Nullable Object base, @Nullable YamlNode over) {
      if (over == null) {
        return base;
      }
      if (!(over instanceof Mapping map) || !(base instanceof Map<?, ?> below)) {
        return of(over);
      }
      Map<String, Object> merged = new LinkedHashMap<>();
      below.forEach((key, value) -> merged.put(String.valueOf(key), value));
      for (YamlNode.Entry entry : map.entries()) {
        Object value =
            YamlNode.isNothing(entry.value())
                ? null
                : merge(merged.get(entry.key()), entry.value());
        if (value == null) {
          merged.remove(entry.key());
        } else {
          merged.put(entry.key(), value);
        }
      }
      return merged;
    }

    static String plain(@Nullable Object value) {
      return value instanceof Text text ? text.text() : String.valueOf(value);
    }

    /// In JSON, which is YAML on one line.
    static String write(@Nullable Object tree) {
      StringBuilder out = new StringBuilder();
      write(tree, out);
      return out.append('\n').toString();
    }

    private static void write(@Nullable Object tree, StringBuilder out) {
      switch (tree) {
        case null -> out.append("null");
        case Text(String text, boolean isQuoted) -> {
          if (isQuoted) {
            quote(text, out);
          } else {
            out.append(text);
          }
        }
        case Map<?, ?> map -> {
          String before = "{";
          out.append(map.isEmpty() ? before : "");
          for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before);
            quote(String.valueOf(entry.getKey()), out);
            out.append(": ");
            write(entry.getValue(), out);
            before = ", ";
          }
          out.append('}');
        }
        case List<?> list -> {
          out.append('[');
          for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            write(list.get(i), out);
          }
          out.append(']');
        }
        default -> quote(tree.toString(), out);
      }
    }

    private static void quote(String text, StringBuilder out) {
      out.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '"', '\\' -> out.append('\\').append(c);
          case '\n' -> out.append("\\n");
          default -> out.append(c < ' ' ? ' ' : c);
        }
      }
      out.append('"');
    }
  }
}
