// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.Compliance;
import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.CommitTree;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.compile.Compilation;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.Servers;
import dev.weft.provisioner.engine.WorldMemory;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.testing.FakeCluster;
import dev.weft.provisioner.testing.FakeControlPlaneLog;
import dev.weft.provisioner.testing.FakeLinks;
import dev.weft.provisioner.testing.FakeRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A mesh whose passes are published, on fake servers. Time goes on by one second with each pass.
final class PublishedMesh {

  static final String PRODUCT = "domains/shop/orders/product.yaml";
  static final String GRANT = "domains/shop/orders/access/reader.yaml";
  static final String SCHEMA = "domains/shop/orders/schemas/order.avsc";
  static final String ORDERS = "urn:weft:shop:orders";

  final FakeCluster cluster;
  final FakeCluster cloud = new FakeCluster("cloud");
  final FakeLinks links;
  final FakeRegistry registry = new FakeRegistry();
  final FakeControlPlaneLog log = new FakeControlPlaneLog();
  final Map<ProductName, List<FindingDocument>> findings = new HashMap<>();
  @Nullable Map<ProductName, Compliance> scanned;
  private final LoadMemory loads = new LoadMemory();
  SourceTree tree;
  private final String environment;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final Clock clock = clock(() -> now);
  private int commits;
  private final PublicationMemory published = new PublicationMemory();
  private final WorldMemory world = new WorldMemory();
  private Reach reach = Reach.EVERYTHING;

  PublishedMesh(SourceTree tree, String environment) {
    this.tree = tree;
    this.environment = environment;
    this.cluster = new FakeCluster("onprem", clock);
    this.links = new FakeLinks(cloud, cluster);
  }

  private static Clock clock(InstantSource time) {
    return time.withZone(ZoneOffset.UTC);
  }

  /// A shop with one product, which one application writes and another reads.
  static PublishedMesh shop() {
    return new PublishedMesh(shopTree(), "dev");
  }

  /// The shop, whose product is available on a second cluster too.
  static PublishedMesh linkedShop() {
    MemoryTree tree =
        shopTree()
            .with(
                "mesh.yaml",
                manifest(
                    "Mesh",
                    "test",
                    """
                      clusters: {onprem: {}, cloud: {}}
                      environments:
                        dev:
                          clusters: {onprem: {}, cloud: {}}
                          defaults: {topic: {replication: 1}}
                      links: [{name: to-cloud, from: onprem, to: cloud, principal: "User:link"}]
                    """))
            .with(PRODUCT, product(3) + "      availableOn: [onprem, cloud]\n");
    return new PublishedMesh(tree, "dev");
  }

  static MemoryTree shopTree() {
    return new MemoryTree()
        .with(
            "mesh.yaml",
            manifest(
                "Mesh",
                "test",
                """
                  clusters: {onprem: {title: Own machines}}
                  environments:
                    dev: {clusters: {onprem: {}}, defaults: {topic: {replication: 1}}}
                """))
        .with("teams.yaml", manifest("TeamList", "teams", "  teams: [{name: shop-team}]\n"))
        .with("domains/shop/domain.yaml", manifest("Domain", "shop", "  owner: shop-team\n"))
        .with("domains/shop/applications/writer.yaml", manifest("Application", "writer", "  {}\n"))
        .with(
            "domains/shop/applications/reader.yaml",
            manifest("Application", "reader", "  type: scram\n"))
        .with(PRODUCT, product(3))
        .with(
            SCHEMA,
            "{\"type\": \"record\", \"name\": \"Order\", \"fields\":"
                + " [{\"name\": \"id\", \"type\": \"string\"}]}")
        .with(GRANT, grant("approved"));
  }

  static String product(int partitions) {
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
              topic: {partitions: %d, retention: P2D}
              access: {purposes: [analytics]}
        """
            .formatted(partitions));
  }

  static String grant(String status) {
    return manifest(
        "AccessGrant",
        "reader",
        """
          consumer: shop/reader
          ports: [orders@v1]
          purpose: analytics
          reason: Test
          status: %s
        """
            .formatted(status));
  }

  static String manifest(String kind, String name, String spec) {
    return "apiVersion: weft.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec:\n%s"
        .formatted(kind, name, spec);
  }

  PublishedMesh edit(String path, String text) {
    tree = ((MemoryTree) tree).copy().with(path, text);
    return this;
  }

  PublishedMesh remove(String path) {
    tree = ((MemoryTree) tree).copy().without(path);
    return this;
  }

  /// Loads the files as a new commit, without asking the servers.
  DocumentChanges publishCatalog() {
    return publish(loaded(), commit(), null, null);
  }

  /// Loads the files as a new commit, plans, applies what needs no approval, and publishes.
  DocumentChanges pass() {
    LoadedMesh loaded = loaded();
    CommitDocument commit = commit();
    Prepared prepared = plan(loaded, commit);
    RunReport report =
        prepared.plan().isEmpty()
            ? null
            : provisioner().apply(prepared, Approval.none("ann", "weft apply"), RunListener.SILENT);
    world.touched(prepared.plan().changes());
    return publish(loaded, commit, prepared, report);
  }

  /// How much of the servers is read for the passes from here on.
  PublishedMesh reading(Reach next) {
    reach = next;
    return this;
  }

  /// The same without applying anything.
  DocumentChanges look() {
    LoadedMesh loaded = loaded();
    CommitDocument commit = commit();
    return publish(loaded, commit, plan(loaded, commit), null);
  }

  PublishedMesh after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Instant now() {
    return now;
  }

  private LoadedMesh loaded() {
    now = now.plusSeconds(1);
    return load();
  }

  /// As a daemon does, so that what has not changed is the same object.
  private LoadedMesh load() {
    return tree instanceof MemoryTree memory
        ? MeshLoader.load(new CommitTree(memory), loads)
        : MeshLoader.load(tree);
  }

  private CommitDocument commit() {
    return new CommitDocument("commit-" + ++commits, "Ann", "", now, "Change");
  }

  private Prepared plan(LoadedMesh loaded, CommitDocument commit) {
    return provisioner()
        .plan(
            MeshCompiler.compile(mesh(loaded)).desired(),
            commit.id(),
            new PlanOptions(new TreeSet<>()),
            world,
            reach);
  }

  private Provisioner provisioner() {
    return new Provisioner(
        new Servers(
            Map.of("onprem", cluster, "cloud", cloud), registry, null, Map.of("cloud", links)),
        log,
        clock,
        () -> "run-" + commits);
  }

  private DocumentChanges publish(
      LoadedMesh loaded,
      CommitDocument commit,
      @Nullable Prepared prepared,
      @Nullable RunReport report) {
    Resolution resolution = loaded.resolve(environment, GeneratedMesh.TODAY);
    EnvironmentMesh mesh = Objects.requireNonNull(resolution.mesh());
    Compilation compilation = MeshCompiler.compile(mesh);
    var diagnostics = new ArrayList<>(resolution.diagnostics());
    diagnostics.addAll(compilation.diagnostics());
    var publication =
        new Publication(
            loaded,
            mesh,
            compilation.desired(),
            diagnostics,
            commit,
            findings,
            scanned,
            List.of(),
            prepared,
            report,
            now);
    DocumentChanges written =
        log.publish(
            environment,
            there -> {
              DocumentChanges some = DocumentPublisher.changes(publication, there, published);
              // Whoever remembers what was told last tells the same as one who does not.
              assertThat(some).isEqualTo(DocumentPublisher.changes(publication, there));
              return some;
            });
    published.told(publication);
    return written;
  }

  private EnvironmentMesh mesh(LoadedMesh loaded) {
    return Objects.requireNonNull(loaded.resolve(environment, GeneratedMesh.TODAY).mesh());
  }

  /// The mesh and what it wants, as the files are now.
  EnvironmentMesh mesh() {
    return mesh(load());
  }

  ProductDocument product() {
    return (ProductDocument) Objects.requireNonNull(log.documents().catalog().get(ORDERS));
  }

  ProductStatus status() {
    return status("onprem");
  }

  ProductStatus status(String on) {
    return (ProductStatus)
        Objects.requireNonNull(log.documents().status().get(ProductStatus.key(ORDERS, on)));
  }

  /// Such as `True ReadBack`.
  String condition(String type) {
    return condition("onprem", type);
  }

  String condition(String on, String type) {
    return status(on).conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .map(condition -> condition.status() + " " + condition.reason())
        .findFirst()
        .orElse("absent");
  }

  @Nullable GrantStatus facts() {
    return (GrantStatus)
        log.documents().status().get(GrantStatus.key("shop/orders/reader", "onprem"));
  }

  static List<String> keys(List<CatalogDocument> documents) {
    return documents.stream().map(CatalogDocument::key).toList();
  }
}
