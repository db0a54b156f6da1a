// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.util.Objects;

/// A mesh of one product, whose parts tests replace.
final class TestMesh {

  static final String PRODUCT = "domains/shop/orders/product.yaml";
  static final String DOMAIN = "domains/shop/domain.yaml";
  static final String WRITER = "domains/shop/applications/writer.yaml";
  static final String GRANT = "domains/shop/orders/access/reader.yaml";

  private TestMesh() {}

  static MemoryTree tree() {
    return new MemoryTree()
        .with("mesh.yaml", mesh(""))
        .with("teams.yaml", manifest("TeamList", "teams", "  teams: [{name: shop-team}]\n"))
        .with(DOMAIN, domain(""))
        .with(WRITER, manifest("Application", "writer", "  quota: {produce: 1MiB, requests: 50}\n"))
        .with(
            "domains/shop/applications/reader.yaml",
            manifest("Application", "reader", "  type: scram\n"))
        .with(PRODUCT, product(""))
        .with(
            "domains/shop/orders/schemas/order.avsc",
            "{\"type\": \"record\", \"name\": \"Order\", \"fields\":"
                + " [{\"name\": \"id\", \"type\": \"string\"}]}")
        .with(GRANT, grant(""));
  }

  static String mesh(String more) {
    return manifest(
        "Mesh",
        "test",
        """
          clusters: {onprem: {}, cloud: {}}
          environments:
            dev: {clusters: {onprem: {}}, defaults: {topic: {replication: 1}, sla: {freshness: PT5M}}}
            prod: {clusters: {cloud: {id: abc}, onprem: {}}, control: onprem, budget: {deletes: 3}}
        """
            + more);
  }

  static String domain(String more) {
    return manifest("Domain", "shop", "  owner: shop-team\n" + more);
  }

  /// The product, with more keys for its only port.
  static String product(String more) {
    return manifest(
        "DataProduct",
        "orders",
        """
          type: source-aligned
          producer: shop/writer
          ports:
            - name: orders
              version: 1
              schema: schemas/order.avsc
        """
            + more);
  }

  static String grant(String more) {
    return manifest(
        "AccessGrant",
        "reader",
        "  consumer: shop/reader\n  ports: [orders@v1]\n  purpose: analytics\n  reason: Test\n"
            + more);
  }

  static String manifest(String kind, String name, String spec) {
    return "apiVersion: weft.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec:\n%s"
        .formatted(kind, name, spec);
  }

  static Resolution resolve(SourceTree tree, String environment) {
    return MeshLoader.load(tree).resolve(environment, GeneratedMesh.TODAY);
  }

  static EnvironmentMesh mesh(SourceTree tree, String environment) {
    return Objects.requireNonNull(resolve(tree, environment).mesh(), "no mesh");
  }

  static Port port(SourceTree tree, String environment) {
    return mesh(tree, environment).products().getFirst().ports().getFirst();
  }
}
