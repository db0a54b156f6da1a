// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.model.testing.MemoryTree;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// A small mesh that changes from commit to commit: every edit that a person would make to its
/// manifests, one at a time.
final class Meshes {

  static final String ENVIRONMENT = "dev";

  private static final String ALONE =
      """
      apiVersion: weft.dev/v1
      kind: Mesh
      metadata: {name: simulated}
      spec:
        clusters: {onprem: {}}
        environments:
          dev: {clusters: {onprem: {}}, control: onprem}
        defaults:
          topic: {partitions: 1, replication: 1, retention: P7D}
      """;
  private static final String LINKED =
      """
      apiVersion: weft.dev/v1
      kind: Mesh
      metadata: {name: simulated}
      spec:
        clusters: {onprem: {}, cloud: {}}
        environments:
          dev: {clusters: {onprem: {}, cloud: {}}, control: onprem}
        links: [{name: to-cloud, from: onprem, to: cloud, principal: "User:link"}]
        defaults:
          topic: {partitions: 1, replication: 1, retention: P7D}
      """;

  private final TreeMap<String, Product> products = new TreeMap<>();
  private final TreeSet<String> readers = new TreeSet<>();
  private final TreeSet<String> users = new TreeSet<>();
  private final TreeMap<String, Integer> quotas = new TreeMap<>();

  /// A product of the domain `shop` with one port.
  private static final class Product {
    private int partitions = 1;
    private int retention = 2;
    private int version = 1;
    private boolean isStrict;
    private boolean isPacked;
    private boolean isAdopting;
    private String availableOn = "";
    private final TreeSet<String> grants = new TreeSet<>();

    Product copy() {
      var copy = new Product();
      copy.partitions = partitions;
      copy.retention = retention;
      copy.version = version;
      copy.isStrict = isStrict;
      copy.isPacked = isPacked;
      copy.isAdopting = isAdopting;
      copy.availableOn = availableOn;
      copy.grants.addAll(grants);
      return copy;
    }
  }

  /// A mesh of one product that one application reads.
  static Meshes small() {
    var mesh = new Meshes();
    mesh.reader("reader").product("orders").grant("orders", "reader").quota("reader", 5);
    return mesh;
  }

  Meshes copy() {
    var copy = new Meshes();
    products.forEach((name, product) -> copy.products.put(name, product.copy()));
    copy.readers.addAll(readers);
    copy.users.addAll(users);
    copy.quotas.putAll(quotas);
    return copy;
  }

  static String topic(String product) {
    return "shop.%s.events.v1".formatted(product);
  }

  Meshes product(String name) {
    products.computeIfAbsent(name, _ -> new Product());
    return this;
  }

  Meshes without(String name) {
    products.remove(name);
    return this;
  }

  Meshes adopting(String name) {
    of(name).isAdopting = true;
    return this;
  }

  /// @param clusters the one that it is produced on first
  Meshes availableOn(String name, String... clusters) {
    of(name).availableOn = String.join(", ", clusters);
    return this;
  }

  Meshes partitions(String name, int count) {
    of(name).partitions = count;
    return this;
  }

  Meshes retention(String name, int days) {
    of(name).retention = days;
    return this;
  }

  Meshes schema(String name, int version) {
    of(name).version = version;
    return this;
  }

  Meshes strict(String name, boolean isStrict) {
    of(name).isStrict = isStrict;
    return this;
  }

  Meshes grant(String name, String reader) {
    of(name).grants.add(reader);
    return this;
  }

  Meshes revoke(String name, String reader) {
    of(name).grants.remove(reader);
    return this;
  }

  Meshes reader(String name) {
    readers.add(name);
    return this;
  }

  /// A reader that logs in by SCRAM.
  Meshes user(String name) {
    users.add(name);
    return reader(name);
  }

  Meshes withoutReader(String name) {
    readers.remove(name);
    users.remove(name);
    quotas.remove(name);
    products.values().forEach(product -> product.grants.remove(name));
    return this;
  }

  /// @param mebibytes per second; none when 0
  Meshes quota(String reader, int mebibytes) {
    quotas.put(reader, mebibytes);
    return this;
  }

  private Product of(String name) {
    Product product = products.get(name);
    if (product == null) {
      throw new IllegalArgumentException("there is no product " + name);
    }
    return product;
  }

  /// One edit by chance. Partitions and retention only grow, so that no edit asks for what no
  /// server can do or a person has to approve.
  Meshes edited(RandomGenerator dice) {
    Meshes next = copy();
    String product = pick(dice, "orders", "carts", "stock");
    String reader = pick(dice, "reader", "auditor");
    Product known = next.products.get(product);
    if (known == null) {
      next.product(product).of(product).partitions = 1 + dice.nextInt(2);
      return next;
    }
    switch (dice.nextInt(9)) {
      case 0 -> known.partitions = Math.min(6, known.partitions + 1);
      case 1 -> known.retention++;
      case 2 -> known.isPacked = !known.isPacked;
      case 3 -> known.version = Math.min(4, known.version + 1);
      case 4 -> known.isStrict = !known.isStrict;
      case 5 -> next.quota(next.reader(reader).readers.first(), dice.nextInt(4));
      case 6 -> next.withoutReader(reader);
      case 7 -> next.reader(reader).grant(product, reader);
      default -> {
        if (!known.grants.remove(reader)) {
          next.reader(reader).grant(product, reader);
        }
      }
    }
    return next;
  }

  static String pick(RandomGenerator dice, String... words) {
    return words[dice.nextInt(words.length)];
  }

  /// Its files.
  MemoryTree tree() {
    var tree = new MemoryTree();
    boolean isLinked = products.values().stream().anyMatch(one -> !one.availableOn.isEmpty());
    tree.with("mesh.yaml", isLinked ? LINKED : ALONE);
    tree.with(
        "teams.yaml",
        """
        apiVersion: weft.dev/v1
        kind: TeamList
        metadata: {name: teams}
        spec: {teams: [{name: makers, email: makers@example.com, members: [a@example.com]}]}
        """);
    tree.with(
        "domains/shop/domain.yaml",
        """
        apiVersion: weft.dev/v1
        kind: Domain
        metadata: {name: shop}
        spec: {owner: makers}
        """);
    application(tree, "writer", "oauth", 0);
    readers.forEach(reader ->
        application(
            tree,
            reader,
            users.contains(reader) ? "scram" : "oauth",
            quotas.getOrDefault(reader, 0)));
    products.forEach((name, product) -> write(tree, name, product));
    return tree;
  }

  private static void application(MemoryTree tree, String name, String type, int quota) {
    tree.with(
        "domains/shop/applications/%s.yaml".formatted(name),
        """
        apiVersion: weft.dev/v1
        kind: Application
        metadata: {name: %s}
        spec: {type: %s%s}
        """
            .formatted(name, type, quota == 0 ? "" : ", quota: {consume: %dMiB}".formatted(quota)));
  }

  private static void write(MemoryTree tree, String name, Product product) {
    String folder = "domains/shop/" + name + "/";
    tree.with(
        folder + "product.yaml",
        """
        apiVersion: weft.dev/v1
        kind: DataProduct
        metadata: {name: %s}
        spec:
          type: source-aligned
          producer: shop/writer
          ports:
            - name: events
              version: 1
              schema: schemas/event.avsc
              compatibility: %s
              topic: {partitions: %d, retention: P%dD%s%s}%s
              access: {purposes: [analytics]}
        """
            .formatted(
                name,
                product.isStrict ? "FULL" : "BACKWARD",
                product.partitions,
                product.retention,
                product.isPacked ? ", config: {compression.type: zstd}" : "",
                product.isAdopting ? ", adopt: true" : "",
                product.availableOn.isEmpty()
                    ? ""
                    : "\n      availableOn: [" + product.availableOn + "]"));
    var fields =
        new StringBuilder("{\"name\": \"id\", \"type\": \"string\", \"doc\": \"Its id.\"}");
    for (int version = 2; version <= product.version; version++) {
      fields.append(
          ", {\"name\": \"v%1$d\", \"type\": [\"null\", \"long\"], \"default\": null, \"doc\": \"More.\"}"
              .formatted(version));
    }
    tree.with(
        folder + "schemas/event.avsc",
        """
        {"type": "record", "name": "Event", "namespace": "shop.%s", "doc": "It happened.",
         "fields": [%s]}
        """
            .formatted(name, fields));
    for (String reader : product.grants) {
      tree.with(
          folder + "access/" + reader + ".yaml",
          """
          apiVersion: weft.dev/v1
          kind: AccessGrant
          metadata: {name: %s}
          spec:
            consumer: shop/%s
            ports: [events@v1]
            purpose: analytics
            reason: To see what happens
            expires: 2027-03-31
          """
              .formatted(reader, reader));
    }
  }
}
