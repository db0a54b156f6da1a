// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A random mesh without any mistake, of a given size, always the same for the same seed. It keeps
/// the policies that come with Weft.
///
/// It has two environments: `dev` with the cluster `onprem`, and `prod` with `onprem` and `cloud`.
/// Applications have quotas, products are made from products before them (each input has its
/// grant), schemas are Avro. Grants are valid on [GeneratedMesh#TODAY].
public final class GeneratedMesh {

  /// A day on which no grant but the expired ones has expired.
  public static final java.time.LocalDate TODAY = java.time.LocalDate.of(2026, 11, 21);

  private static final List<String> TYPES =
      List.of("source-aligned", "aggregate", "consumer-aligned");
  private static final List<String> STATES =
      List.of("approved", "approved", "approved", "requested", "revoked");

  private static final String PAGE =
      """
      # What it holds

      One record for each thing that has happened, in the order in which it happened. Whoever needs \
      the newest state of a thing keeps its last record.
      """;

  private final Size size;
  private final RandomGenerator random;
  private final MemoryTree tree = new MemoryTree();
  private final List<String> ports = new ArrayList<>();
  private final Set<String> confidential = new HashSet<>();
  private int manifests;

  /// How large a mesh is.
  ///
  /// @param domains number of domains
  /// @param products data products of each domain
  /// @param ports output ports of each product
  /// @param grants grants of each product, besides those that inputs need
  public record Size(int domains, int products, int ports, int grants) {

    /// A mesh for tests that look at details.
    public static final Size SMALL = new Size(2, 3, 2, 2);

    /// About 10,000 manifests.
    public static final Size LARGE = new Size(50, 60, 2, 1);
  }

  private GeneratedMesh(Size size, long seed) {
    this.size = size;
    this.random = new SplittableRandom(seed);
  }

  /// Generates a mesh.
  public static GeneratedMesh of(Size size, long seed) {
    GeneratedMesh mesh = new GeneratedMesh(size, seed);
    mesh.generate();
    return mesh;
  }

  /// The repository.
  public MemoryTree tree() {
    return tree;
  }

  /// Number of manifests in it.
  public int manifests() {
    return manifests;
  }

  /// Name of the domain with a number.
  public static String domain(int number) {
    return "domain-" + letters(number);
  }

  /// Name of the product with a number.
  public static String product(int number) {
    return "product-" + letters(number);
  }

  /// Name of the application that writes the product with a number.
  public static String writer(int product) {
    return "writer-" + letters(product);
  }

  /// Name of the port with a number.
  public static String port(int number) {
    return "port-" + letters(number);
  }

  private static String letters(int number) {
    String rest = number < 26 ? "" : letters(number / 26 - 1);
    return rest + (char) ('a' + number % 26);
  }

  private void generate() {
    manifest("mesh.yaml", "Mesh", "generated", meshSpec());
    StringBuilder teams = new StringBuilder("  teams:\n");
    for (int domain = 0; domain < size.domains; domain++) {
      teams
          .append("    - {name: team-")
          .append(letters(domain))
          .append(", email: team@example.com}\n");
    }
    manifest("teams.yaml", "TeamList", "teams", teams.toString());
    for (int domain = 0; domain < size.domains; domain++) {
      manifest(
          "domains/" + domain(domain) + "/domain.yaml",
          "Domain",
          domain(domain),
          "  owner: team-" + letters(domain) + "\n");
      for (int product = 0; product < size.products; product++) {
        application(domain, product);
        product(domain, product);
      }
    }
  }

  private static String meshSpec() {
    return """
      clusters: {onprem: {}, cloud: {}}
      environments:
        dev:
          clusters: {onprem: {}}
          defaults: {topic: {replication: 1}}
        prod:
          clusters: {onprem: {}, cloud: {}}
      links: [{name: to-cloud, from: onprem, to: cloud, principal: "User:weft-link"}]
      defaults:
        compatibility: BACKWARD_TRANSITIVE
        topic: {partitions: 3, replication: 3, retention: P7D}
    """;
  }

  private void application(int domain, int product) {
    manifest(
        "domains/%s/applications/%s.yaml".formatted(domain(domain), writer(product)),
        "Application",
        writer(product),
        "  quota: {produce: %dMiB, consume: %dMiB}\n"
            .formatted(1 + random.nextInt(20), 1 + random.nextInt(20)));
  }

  private void product(int domain, int product) {
    String folder = "domains/" + domain(domain) + "/" + product(product);
    String producer = domain(domain) + "/" + writer(product);
    StringBuilder spec = new StringBuilder();
    spec.append("  type: ").append(pick(TYPES)).append('\n');
    spec.append("  producer: ").append(producer).append('\n');
    tree.with(folder + "/docs/README.md", PAGE);
    boolean isGrave = confidential.contains(inputs(spec, producer));
    spec.append(size.ports == 0 ? "" : "  ports:\n");
    for (int port = 0; port < size.ports; port++) {
      port(spec, domain(domain) + "/" + product(product), port, isGrave);
      tree.with(folder + "/schemas/" + port(port) + ".avsc", schema(domain, product, port));
    }
    if (random.nextInt(4) == 0 && size.ports > 0) {
      spec.append(
          "  environments:\n    prod: {ports: {%s@v1: {topic: {partitions: 12}}}}\n"
              .formatted(port(0)));
    }
    manifest(folder + "/product.yaml", "DataProduct", product(product), spec.toString());
    for (int grant = 0; grant < size.grants && size.ports > 0; grant++) {
      String consumer =
          domain(random.nextInt(domain + 1)) + "/" + writer(random.nextInt(size.products));
      String place = consumer.compareTo(producer) <= 0 ? consumer : producer;
      grant(
          folder, "grant-" + letters(grant), place, port(random.nextInt(size.ports)), pick(STATES));
    }
    for (int port = 0; port < size.ports; port++) {
      ports.add(domain(domain) + "/" + product(product) + "/" + port(port) + "@v1");
    }
  }

  /// Adds an input, and tells which port it is; empty when it is none.
  private String inputs(StringBuilder spec, String producer) {
    if (ports.isEmpty() || random.nextInt(3) == 0) {
      spec.append("  inputs: [{source: Somewhere outside}]\n");
      return "";
    }
    String input = pick(ports);
    spec.append("  inputs: [{port: ").append(input).append("}]\n");
    int slash = input.lastIndexOf('/');
    String port = input.substring(slash + 1, input.indexOf('@'));
    grant(
        "domains/" + input.substring(0, slash),
        "input-of-" + producer.replace('/', '-'),
        producer,
        port,
        "approved");
    return input;
  }

  /// @param isGrave whether the product reads what is confidential, so its ports are
  private void port(StringBuilder spec, String product, int port, boolean isGrave) {
    spec.append("    - name: ").append(port(port)).append("\n      version: 1\n");
    spec.append("      schema: schemas/").append(port(port)).append(".avsc\n");
    spec.append("      key: {type: string, field: id}\n");
    if (random.nextBoolean() || isGrave) {
      spec.append("      classification: confidential\n");
      confidential.add(product + "/" + port(port) + "@v1");
    }
    spec.append("      access: {purposes: [analytics]}\n");
    switch (random.nextInt(3)) {
      case 0 -> spec.append("      topic: {cleanup: compact, retention: unlimited}\n");
      case 1 ->
          spec.append("      topic: {partitions: ")
              .append(1 + random.nextInt(12))
              .append(", config: {compression.type: zstd}}\n");
      default -> {}
    }
    if (random.nextInt(4) == 0) {
      spec.append("      availableOn: [onprem, cloud]\n");
    }
    spec.append("      sla: {freshness: PT1M, availability: 99.9}\n");
  }

  private String schema(int domain, int product, int port) {
    StringBuilder fields =
        new StringBuilder("{\"name\": \"id\", \"type\": \"string\", \"doc\": \"Identity.\"}");
    int more = 1 + random.nextInt(8);
    for (int i = 0; i < more; i++) {
      String type = pick(List.of("\"string\"", "\"long\"", "[\"null\", \"double\"]"));
      fields
          .append(", {\"name\": \"field_")
          .append(letters(i))
          .append("\", \"type\": ")
          .append(type)
          .append(", \"doc\": \"A value.\"}");
    }
    return "{\"type\": \"record\", \"name\": \"Record\", \"namespace\": \"%s.%s.%s\", \"fields\": [%s]}\n"
        .formatted(
            domain(domain).replace('-', '_'),
            product(product).replace('-', '_'),
            port(port).replace('-', '_'),
            fields);
  }

  private void grant(String folder, String name, String consumer, String port, String status) {
    manifest(
        folder + "/access/" + name + ".yaml",
        "AccessGrant",
        name,
        """
          consumer: %s
          ports: [%s@v1]
          purpose: analytics
          reason: Reports of the week
          status: %s
          expires: 2027-06-30
        """
            .formatted(consumer, port, status));
  }

  private void manifest(String path, String kind, String name, String spec) {
    manifests++;
    tree.with(
        path,
        "apiVersion: weft.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec:\n%s"
            .formatted(kind, name, spec));
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
