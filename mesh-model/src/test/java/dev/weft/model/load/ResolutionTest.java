// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.MemoryTree;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ResolutionTest {

  @Test
  void usesBuiltInDefaultsWhereNobodySaysAnything() {
    Port port = TestMesh.port(TestMesh.tree(), "prod");

    assertThat(port.topic().name()).isEqualTo("shop.orders.orders.v1");
    assertThat(port.topic().partitions()).isEqualTo(1);
    assertThat(port.topic().replication()).isEqualTo((short) 3);
    assertThat(port.topic().config()).isEmpty();
    assertThat(port.compatibility()).isEqualTo(Port.Compatibility.BACKWARD);
    assertThat(port.classification()).isEqualTo(Port.Classification.INTERNAL);
    assertThat(port.access()).isEqualTo(new Port.Access(Port.Approval.OWNER, List.of(), null));
    assertThat(port.clusters()).containsExactly("cloud");
    assertThat(port.topic().locations().get("partitions")).isEqualTo(port.location());
  }

  @Test
  void leavesAConfigToTheClusterAlthoughADefaultSetsIt() {
    MemoryTree tree =
        TestMesh.tree()
            .with(
                "mesh.yaml",
                TestMesh.mesh(
                    "  defaults: {topic: {retention: P1D, config: {compression.type: zstd}}}\n"))
            .with(
                TestMesh.PRODUCT,
                TestMesh.product(
                    "      topic: {config: {retention.ms: cluster-default, segment.ms: P1D}}\n"));

    Port port = TestMesh.port(tree, "dev");

    assertThat(port.topic().config()).containsOnlyKeys("compression.type", "segment.ms");
  }

  @Test
  void laysLaterPlacesOverEarlierOnesKeyByKey() {
    MemoryTree tree =
        TestMesh.tree()
            .with(
                "mesh.yaml",
                TestMesh.mesh(
                    "  defaults: {topic: {partitions: 2, replication: 5, retention: P1D, config:"
                        + " {segment.ms: P1D}}}\n"))
            .with(
                TestMesh.DOMAIN,
                TestMesh.domain(
                    "  defaults: {classification: confidential, topic: {retention: P2D,"
                        + " retentionSize: 1KiB}}\n"))
            .with(
                TestMesh.PRODUCT,
                TestMesh.product(
                    "      topic: {config: {retention.ms: P3D, max.message.bytes: 1MiB}}\n"
                        + "  environments: {prod: {ports: {orders@v1: {topic: {partitions: 9},"
                        + " sla: {availability: 99}}}}}\n"));

    Port dev = TestMesh.port(tree, "dev");
    Port prod = TestMesh.port(tree, "prod");

    assertThat(dev.topic().partitions()).isEqualTo(2);
    assertThat(dev.topic().replication()).isEqualTo((short) 1);
    assertThat(dev.sla()).isEqualTo(new Port.Sla(Duration.ofMinutes(5), null, null));
    assertThat(prod.topic().partitions()).isEqualTo(9);
    assertThat(prod.topic().replication()).isEqualTo((short) 5);
    assertThat(prod.sla()).isEqualTo(new Port.Sla(null, 99.0, null));
    assertThat(prod.classification()).isEqualTo(Port.Classification.CONFIDENTIAL);
    assertThat(prod.topic().config())
        .containsExactly(
            entry("max.message.bytes", "1048576"),
            entry("retention.bytes", "1024"),
            entry("retention.ms", "259200000"),
            entry("segment.ms", "86400000"));
  }

  @Test
  void remembersWhereEachSettingWasDecided() {
    MemoryTree tree =
        TestMesh.tree()
            .with("mesh.yaml", TestMesh.mesh("  defaults: {topic: {retention: P1D}}\n"))
            .with(TestMesh.DOMAIN, TestMesh.domain("  defaults: {topic: {cleanup: delete}}\n"))
            .with(
                TestMesh.PRODUCT,
                TestMesh.product(
                    "      topic: {partitions: 4}\n"
                        + "  environments: {prod: {ports: {orders@v1: {topic: {partitions: 9}}}}}\n"));

    SortedMap<String, Location> dev = TestMesh.port(tree, "dev").topic().locations();
    SortedMap<String, Location> prod = TestMesh.port(tree, "prod").topic().locations();

    assertThat(prod.keySet())
        .containsExactly("cleanup.policy", "name", "partitions", "replication", "retention.ms");
    assertThat(prod.get("retention.ms")).isEqualTo(new Location("mesh.yaml", 9, 22));
    assertThat(prod.get("cleanup.policy")).isEqualTo(new Location(TestMesh.DOMAIN, 6, 22));
    assertThat(dev.get("partitions")).isEqualTo(new Location(TestMesh.PRODUCT, 11, 15));
    assertThat(prod.get("partitions")).isEqualTo(new Location(TestMesh.PRODUCT, 12, 53));
    assertThat(dev.get("replication")).isEqualTo(new Location("mesh.yaml", 7, 54));
  }

  @Test
  void meansTheSameHoweverItIsWritten() {
    MemoryTree words =
        TestMesh.tree()
            .with(
                TestMesh.PRODUCT,
                TestMesh.product(
                    "      key: {type: string}\n"
                        + "      topic: {retention: P7D, retentionSize: 1GiB, cleanup: [delete,"
                        + " compact]}\n"));
    MemoryTree raw =
        TestMesh.tree()
            .with(
                TestMesh.PRODUCT,
                TestMesh.product(
                    "      key: {type: string}\n"
                        + "      topic: {config: {retention.ms: \"604800000\", retention.bytes:"
                        + " 1073741824, cleanup.policy: \"compact, delete\"}}\n"));

    assertThat(TestMesh.port(raw, "dev").topic().config())
        .isEqualTo(TestMesh.port(words, "dev").topic().config())
        .containsEntry("cleanup.policy", "compact,delete");
  }

  @Test
  void leavesOutClustersThatTheEnvironmentDoesNotHave() {
    MemoryTree tree =
        TestMesh.tree()
            .with(
                "mesh.yaml",
                TestMesh.mesh("  links: [{name: to-cloud, from: onprem, to: cloud}]\n"))
            .with(TestMesh.PRODUCT, TestMesh.product("      availableOn: [onprem, cloud]\n"));

    assertThat(TestMesh.port(tree, "dev").clusters()).containsExactly("onprem");
    assertThat(TestMesh.port(tree, "prod").clusters()).containsExactly("onprem", "cloud");
  }

  @Test
  void resolvesTheEnvironmentItself() {
    EnvironmentMesh prod = TestMesh.mesh(TestMesh.tree(), "prod");
    EnvironmentMesh dev = TestMesh.mesh(TestMesh.tree(), "dev");

    assertThat(prod.name()).isEqualTo("test");
    assertThat(prod.control()).isEqualTo("onprem");
    assertThat(dev.control()).isEqualTo("onprem");
    assertThat(prod.budget()).isEqualTo(new Budget(3, 50, 1000, 20));
    assertThat(Objects.requireNonNull(prod.clusters().get("cloud")).id()).isEqualTo("abc");
  }

  @Test
  void translatesQuotasToKafkasKeys() {
    MemoryTree tree =
        TestMesh.tree()
            .with(
                TestMesh.WRITER,
                TestMesh.manifest(
                    "Application",
                    "writer",
                    "  quota: {produce: 1MiB, requests: 50}\n"
                        + "  environments: {dev: {quota: {produce: 1KiB, consume: 2KiB}}}\n"));
    ApplicationName name = new ApplicationName("shop", "writer");

    Application dev = Objects.requireNonNull(TestMesh.mesh(tree, "dev").applications().get(name));
    Application prod = Objects.requireNonNull(TestMesh.mesh(tree, "prod").applications().get(name));

    assertThat(prod.quota())
        .containsExactly(entry("producer_byte_rate", 1048576.0), entry("request_percentage", 50.0));
    assertThat(dev.quota())
        .containsExactly(
            entry("consumer_byte_rate", 2048.0),
            entry("producer_byte_rate", 1024.0),
            entry("request_percentage", 50.0));
    assertThat(dev.principal()).isEqualTo("User:shop.writer");
    assertThat(dev.owner()).isEqualTo("shop-team");
  }

  @Test
  void letsAGrantHoldThroughItsLastDay() {
    LoadedMesh mesh =
        MeshLoader.load(
            TestMesh.tree().with(TestMesh.GRANT, TestMesh.grant("  expires: 2026-12-31\n")));

    assertThat(state(mesh, LocalDate.of(2026, 12, 31))).isEqualTo(Grant.State.ACTIVE);
    assertThat(state(mesh, LocalDate.of(2027, 1, 1))).isEqualTo(Grant.State.EXPIRED);
  }

  @Test
  void keepsRequestedAndRevokedGrantsAsSuch() {
    LocalDate today = LocalDate.of(2026, 11, 21);
    LoadedMesh requested =
        MeshLoader.load(
            TestMesh.tree().with(TestMesh.GRANT, TestMesh.grant("  status: requested\n")));
    LoadedMesh revoked =
        MeshLoader.load(
            TestMesh.tree().with(TestMesh.GRANT, TestMesh.grant("  status: revoked\n")));

    assertThat(state(requested, today)).isEqualTo(Grant.State.REQUESTED);
    assertThat(state(revoked, today)).isEqualTo(Grant.State.REVOKED);
  }

  @Test
  void leavesGrantsOfOtherEnvironmentsOut() {
    MemoryTree tree =
        TestMesh.tree().with(TestMesh.GRANT, TestMesh.grant("  environments: [prod]\n"));

    assertThat(TestMesh.mesh(tree, "dev").grants()).isEmpty();
    assertThat(TestMesh.mesh(tree, "prod").grants()).hasSize(1);
  }

  @Test
  void leavesAGrantOutThatThePortDoesNotAllowButKeepsTheProduct() {
    MemoryTree tree =
        TestMesh.tree()
            .with(TestMesh.PRODUCT, TestMesh.product("      access: {purposes: [billing]}\n"));

    Resolution resolution = TestMesh.resolve(tree, "prod");

    EnvironmentMesh mesh = Objects.requireNonNull(resolution.mesh());
    assertThat(mesh.grants()).isEmpty();
    assertThat(mesh.products()).hasSize(1);
    assertThat(mesh.quarantine().products()).isEmpty();
    assertThat(resolution.diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rules.ACCESS_PURPOSE);
  }

  @Test
  void checksDraftsButDoesNotOfferThem() {
    MemoryTree draft =
        TestMesh.tree()
            .with(
                TestMesh.PRODUCT,
                TestMesh.product("").replace("  producer", "  status: draft\n  producer"));
    MemoryTree broken =
        draft
            .copy()
            .with(TestMesh.PRODUCT, draft.text(TestMesh.PRODUCT).replace("order.avsc", "no.avsc"));

    assertThat(TestMesh.resolve(draft, "prod").diagnostics()).isEmpty();
    assertThat(TestMesh.mesh(draft, "prod").products()).isEmpty();
    assertThat(TestMesh.mesh(draft, "prod").quarantine().products()).isEmpty();
    assertThat(TestMesh.resolve(broken, "prod").diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rules.REFERENCE_UNKNOWN_FILE);
  }

  @Test
  void hasNoMeshForAnUnknownEnvironment() {
    Resolution resolution = TestMesh.resolve(TestMesh.tree(), "prd");

    assertThat(resolution.mesh()).isNull();
    assertThat(resolution.diagnostics())
        .extracting(Diagnostic::hint)
        .containsExactly("did you mean `prod`?");
  }

  @Test
  void takesTheTermOfAFieldFromTheManifestBeforeTheSchema() {
    MemoryTree tree =
        TestMesh.tree()
            .with(
                "domains/shop/orders/schemas/order.avsc",
                """
                {"type": "record", "name": "Order", "fields": [
                  {"name": "id", "type": "string", "term": "number", "doc": "Which.", "tags": ["x"]},
                  {"name": "buyer", "type": "string", "term": "customer-id"}]}
                """)
            .with(TestMesh.PRODUCT, TestMesh.product("      terms: {id: order-id}\n"));

    assertThat(TestMesh.port(tree, "prod").schema().fields())
        .extracting(field -> field.path() + " " + field.term() + " " + field.tags())
        .containsExactly("id order-id [x]", "buyer customer-id []");
  }

  @Test
  void knowsWhenAPortStopsAndWhatDoesNotBindIt() {
    MemoryTree tree =
        TestMesh.tree()
            .with(
                "domains/shop/sums/product.yaml",
                TestMesh.manifest(
                    "DataProduct",
                    "sums",
                    """
                      type: aggregate
                      producer: shop/reader
                      inputs: [{port: shop/orders/orders@v1}]
                      ports:
                        - name: sums
                          version: 1
                          status: deprecated
                          sunset: 2027-03-31
                          schema: schemas/sum.avsc
                          discharges: [{input: shop/orders/orders@v1, reason: Sums only.}]
                    """))
            .with(
                "domains/shop/sums/schemas/sum.avsc",
                "{\"type\": \"record\", \"name\": \"Sum\", \"fields\": []}");

    Port port = TestMesh.mesh(tree, "prod").products().getLast().ports().getFirst();

    assertThat(port.sunset()).isEqualTo("2027-03-31");
    PortName orders = new PortName(new ProductName("shop", "orders"), "orders", 1);
    assertThat(port.discharges()).containsExactly(new Port.Discharge(orders, "Sums only."));
  }

  @Test
  void whatAnEnvironmentSaysOfAClusterCountsBeforeWhatTheMeshSays() {
    MemoryTree tree =
        TestMesh.tree()
            .with(
                "mesh.yaml",
                TestMesh.manifest(
                    "Mesh",
                    "test",
                    """
                      clusters: {onprem: {}, cloud: {classification: internal}}
                      environments:
                        dev: {clusters: {cloud: {}, onprem: {}}}
                        prod: {clusters: {cloud: {classification: public, brokers: 3}}}
                    """));

    var dev = TestMesh.mesh(tree, "dev").clusters();
    var prod = TestMesh.mesh(tree, "prod").clusters();

    assertThat(dev)
        .containsEntry("cloud", new Cluster("cloud", null, Port.Classification.INTERNAL, null))
        .containsEntry("onprem", new Cluster("onprem", null, null, null));
    assertThat(prod)
        .containsEntry("cloud", new Cluster("cloud", null, Port.Classification.PUBLIC, 3));
  }

  @Test
  void knowsWhoApprovedAGrant() {
    MemoryTree tree =
        TestMesh.tree().with(TestMesh.GRANT, TestMesh.grant("  approvedBy: ada@example.org\n"));

    assertThat(TestMesh.mesh(tree, "prod").grants())
        .extracting(Grant::approvedBy)
        .containsExactly("ada@example.org");
  }

  private static Grant.State state(LoadedMesh mesh, LocalDate today) {
    return Objects.requireNonNull(mesh.resolve("prod", today).mesh()).grants().getFirst().state();
  }
}
