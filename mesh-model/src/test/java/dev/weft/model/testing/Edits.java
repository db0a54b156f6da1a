// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.testing;

import dev.weft.model.load.SourceFile;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random changes of a generated mesh, good and bad ones, of every kind of file. What is gone or
/// broken comes back from time to time.
public final class Edits {

  private static final String HEAD =
      "apiVersion: weft.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec:\n";
  private static final List<String> TERMS = List.of("customer-id", "order-id");

  private final MemoryTree tree;
  private final MemoryTree first;
  private final RandomGenerator random;

  /// @param tree is changed with every edit
  public Edits(MemoryTree tree, RandomGenerator random) {
    this.tree = tree;
    this.first = tree.copy();
    this.random = random;
  }

  /// Changes something.
  public void next() {
    switch (random.nextInt(10)) {
      case 0 -> product();
      case 1 -> grant();
      case 2 -> application();
      case 3 -> schema();
      case 4 -> mesh();
      case 5 -> governance();
      case 6 -> anything();
      default -> restore();
    }
  }

  private String any(String part, MemoryTree of) {
    List<String> paths =
        of.files().stream()
            .map(SourceFile::path)
            .filter(path -> path.contains(part))
            .sorted()
            .toList();
    return paths.isEmpty() ? "mesh.yaml" : paths.get(random.nextInt(paths.size()));
  }

  private String text(String path) {
    boolean isThere = tree.files().stream().anyMatch(file -> file.path().equals(path));
    return (isThere ? tree : first).text(path);
  }

  private String any(String part) {
    return any(part, tree);
  }

  private void replace(String path, String from, String to) {
    MemoryTree unused = tree.with(path, text(path).replaceAll(from, to));
  }

  private void put(String path, String kind, String name, String spec) {
    MemoryTree unused = tree.with(path, HEAD.formatted(kind, name) + spec);
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String name(String folder) {
    String[] parts = folder.split("/");
    return parts[parts.length - 1];
  }

  private void product() {
    String path = any("/product.yaml");
    String folder = folder(path);
    String other = folder(any("/product.yaml"));
    switch (random.nextInt(11)) {
      case 0 -> replace(path, "spec:\n", "spec:\n  status: retired\n");
      case 1 -> replace(path, "  status: [a-z]+\n", "");
      case 2 -> replace(path, "freshness: PT[0-9]+M", "freshness: PT" + random.nextInt(60) + "M");
      case 3 -> replace(path, "spec:\n", "# moved down\nspec:\n");
      case 4 -> replace(path, "writer-[a-z]+", "writer-" + (char) ('a' + random.nextInt(8)));
      case 5 -> tree.moved(folder, "");
      case 6 -> tree.moved(folder, folder.substring(0, folder.length() - 1) + "-too/");
      case 7 -> {
        replace(path, "  inputs: .*\n", "");
        replace(path, "spec:\n", "spec:\n  inputs: [{port: " + port(other) + "}]\n");
      }
      case 8 -> replace(path, "topic: \\{", "topic: {name: orders." + random.nextInt(3) + ", ");
      case 9 -> replace(path, "purposes: \\[[a-z]*\\]", "purposes: [reports], longest: P30D");
      default -> copy(folder, folder.substring(0, folder.length() - 1) + "-new/");
    }
  }

  private String port(String folder) {
    String[] parts = folder.split("/");
    return parts.length < 3 ? "no/product/port@v1" : parts[1] + "/" + parts[2] + "/port-a@v1";
  }

  private void copy(String from, String to) {
    for (SourceFile file : tree.files()) {
      if (file.path().startsWith(from) && !from.isEmpty()) {
        MemoryTree unused =
            tree.with(
                to + file.path().substring(from.length()),
                text(file.path()).replace("name: " + name(from) + "}", "name: " + name(to) + "}"));
      }
    }
  }

  private void grant() {
    String path = any("/access/");
    switch (random.nextInt(6)) {
      case 0 -> replace(path, "status: [a-z]+", "status: approved");
      case 1 -> replace(path, "status: [a-z]+", "status: requested");
      case 2 -> replace(path, "expires: [0-9-]+", "expires: 2026-11-2" + random.nextInt(4));
      case 3 -> replace(path, "purpose: [a-z]+", "purpose: reports");
      case 4 -> tree.without(path);
      default -> {
        String copy = folder(any("/access/")) + "one-more.yaml";
        MemoryTree unused =
            tree.with(copy, text(path).replaceAll("name: [a-z-]+", "name: one-more"));
      }
    }
  }

  private void application() {
    String path = any("/applications/");
    switch (random.nextInt(5)) {
      case 0 -> replace(path, "produce: [0-9]+", "produce: " + (1 + random.nextInt(30)));
      case 1 -> replace(path, "spec:\n", "spec:\n  type: mtls\n  principal: User:CN=shared\n");
      case 2 ->
          replace(
              path, "spec:\n", "spec:\n  owner: team-" + (char) ('a' + random.nextInt(3)) + "\n");
      case 3 -> {
        String product = folder(any("/product.yaml"));
        String schema = folder(path) + "schemas/own.avsc";
        String fields = random.nextBoolean() ? "id" : "field_b";
        tree.with(schema, text(any(".avsc")));
        replace(
            path,
            "spec:\n",
            "spec:\n  reads: [{port: %s, fields: [%s], schema: schemas/own.avsc}]\n"
                .formatted(port(product), fields));
      }
      default -> tree.without(path);
    }
  }

  private void schema() {
    String path = any(".avsc");
    switch (random.nextInt(5)) {
      case 0 ->
          replace(path, "\"doc\": \"Identity.\"", "\"doc\": \"Id " + random.nextInt(9) + ".\"");
      case 1 -> replace(path, "field_b", "field_z");
      case 2 -> replace(path, "\"name\": \"id\"", "\"name\": \"key\"");
      case 3 -> tree.without(path);
      default -> {
        String page = any("/docs/README.md");
        MemoryTree unused = tree.with(page, "Page " + random.nextInt(9) + "\n");
      }
    }
  }

  private void mesh() {
    switch (random.nextInt(8)) {
      case 0 ->
          replace(
              "mesh.yaml", "retention: P[0-9]+D", "retention: P" + (1 + random.nextInt(9)) + "D");
      case 1 ->
          replace("mesh.yaml", "replication: [0-9]", "replication: " + (1 + random.nextInt(3)));
      case 2 -> replace("mesh.yaml", "cloud", "skies");
      case 3 -> replace("mesh.yaml", "spec:\n", "spec:\n  oops: 1\n");
      case 4 -> replace("teams.yaml", ".*team-a.*\n", "");
      case 5 -> replace(any("/domain.yaml"), "owner: .*", "owner: team-b");
      case 6 -> replace(any("/domain.yaml"), "owner: .*", "owner: nobody");
      default ->
          replace(any("/domain.yaml"), "spec:\n", "spec:\n  defaults: {topic: {partitions: 5}}\n");
    }
  }

  private void governance() {
    String number = String.valueOf(random.nextInt(2));
    String term = TERMS.get(random.nextInt(TERMS.size()));
    switch (random.nextInt(5)) {
      case 0 -> {
        String issuer = random.nextBoolean() ? "domain-a/product-a" : "domain-a/nothing";
        String spec =
            "  description: Names one.\n  owner: team-a\n  type: string\n  issuedBy: "
                + issuer
                + "\n";
        put("governance/terms/" + term + ".yaml", "Term", term, spec);
      }
      case 1 ->
          replace(
              any(".avsc"),
              "\"doc\": \"Identity.\"",
              "\"doc\": \"Identity.\", \"term\": \"" + term + "\"");
      case 2 -> put("governance/policies/tagged.yaml", "Policy", "tagged", policy(number));
      case 3 -> {
        String spec =
            """
              policy: tagged
                checks: [tagged]
              product: domain-a/product-%s
              reason: It has none yet
              approvedBy: ann@example.com
              expires: 2026-12-0%d
            """
                .formatted((char) ('a' + random.nextInt(3)), 1 + random.nextInt(9));
        put("governance/waivers/untagged-a.yaml", "Waiver", "untagged-a", spec);
      }
      default -> tree.without(any("governance/"));
    }
  }

  private static String policy(String tags) {
    return """
      description: Products are tagged.
      severity: warning
      mode: enforce
      checks:
        - id: tagged
          assert: product.tags.size() > %s
          say: The product {product.id} has too few tags
          at: metadata.tags
    """
        .formatted(tags);
  }

  private void anything() {
    String path = any("");
    switch (random.nextInt(8)) {
      case 0 -> tree.with(path, text(path) + "\n");
      case 1 -> tree.with(path, text(path).replaceFirst("[a-z]", "?"));
      case 2 -> tree.without(path.startsWith("domains/") ? path : "none");
      case 3 -> tree.moved(folder(path) + "schemas/", folder(path) + "schemata/");
      case 4 -> tree.with(path.replaceFirst("\\.", "-2."), text(path));
      case 5 -> tree.with(path.replace("product.yaml", "PRODUCT.yaml"), text(path));
      case 6 -> tree.with(folder(any("/product.yaml")) + "samples/port-q.v1.jsonl", "{}\n");
      default -> tree.with(path.replace(".yaml", ".yml"), text(path));
    }
  }

  /// Something is again what it was at first; at times everything is.
  private void restore() {
    boolean isAll = random.nextInt(3) == 0;
    if (isAll) {
      tree.files().forEach(file -> tree.without(file.path()));
      copy();
      return;
    }
    String path = any("", first);
    MemoryTree unused = tree.with(path, first.text(path));
  }

  private void copy() {
    for (SourceFile file : first.files()) {
      MemoryTree unused = tree.with(file.path(), first.text(file.path()));
    }
  }
}
