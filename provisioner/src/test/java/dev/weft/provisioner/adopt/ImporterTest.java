// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.Names;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.adopt.ImportReport.Left;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import dev.weft.provisioner.resource.ResourceKey.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {

  private static ImportReport run(MemoryTree tree, Brownfield servers, String topics) {
    return Importer.importTopics(
        Brownfield.request(topics, false), tree, servers.cluster(), servers.registry());
  }

  private static EnvironmentMesh mesh(SourceTree tree, ImportReport report) {
    var overlay = new OverlayTree(tree, report.files(), report.appended());
    var loaded = MeshLoader.load(overlay);
    var today = Brownfield.request("x", false).today();
    assertThat(loaded.validate(today)).isEmpty();
    EnvironmentMesh mesh = loaded.resolve("dev", today).mesh();
    if (mesh == null) {
      throw new AssertionError("the mesh does not resolve");
    }
    return mesh;
  }

  private static Port onlyPort(EnvironmentMesh mesh) {
    assertThat(mesh.products()).hasSize(1);
    Product product = mesh.products().getFirst();
    assertThat(product.ports()).hasSize(1);
    return product.ports().getFirst();
  }

  /// A topic whose rights are just what manifests derive.
  private static Brownfield tidy() {
    return new Brownfield()
        .topic(
            "Legacy.Orders_raw",
            Map.of(
                "retention.ms",
                "604800000",
                "cleanup.policy",
                "compact,delete",
                "retention.bytes",
                "-1",
                "max.message.bytes",
                "2097152"))
        .producer("Legacy.Orders_raw", "User:shop.till", "shop.till.")
        .consumer("Legacy.Orders_raw", "User:shop.report", "shop.report.")
        .quota("shop.till", Map.of("producer_byte_rate", 1048576.0, "request_percentage", 12.5))
        .schema(
            "shop",
            "Legacy.Orders_raw-value",
            SchemaFormat.AVRO,
            Brownfield.AVRO,
            Compatibility.FULL);
  }

  @Test
  void writesManifestsThatWantExactlyWhatIsThere() {
    ImportReport report = run(Brownfield.emptyMesh(), tidy(), "Legacy.*");

    assertThat(report.topics()).containsExactly("Legacy.Orders_raw");
    assertThat(report.additions()).isEmpty();
    assertThat(report.left()).isEmpty();
    EnvironmentMesh mesh = mesh(Brownfield.emptyMesh(), report);
    Port port = onlyPort(mesh);
    assertThat(port.topic().name()).isEqualTo("Legacy.Orders_raw");
    assertThat(port.topic().adopt()).isTrue();
    assertThat(port.topic().partitions()).isEqualTo(6);
    assertThat(port.topic().replication()).isEqualTo((short) 1);
    assertThat(port.topic().config())
        .isEqualTo(requireNonNull(tidy().cluster().topics().get("Legacy.Orders_raw")).overrides());
    assertThat(port.compatibility()).isEqualTo(Compatibility.FULL);
    assertThat(port.schema().document().content()).isEqualTo(Brownfield.AVRO);
    assertThat(mesh.products().getFirst().producer()).hasToString("shop/till");
    assertThat(mesh.applications().values())
        .extracting(Application::principal)
        .containsExactlyInAnyOrder("User:shop.till", "User:shop.report");
    assertThat(
            requireNonNull(mesh.applications().get(mesh.products().getFirst().producer())).quota())
        .isEqualTo(tidy().cluster().quotas().get("shop.till"));
    assertThat(mesh.grants())
        .singleElement()
        .extracting(Grant::state)
        .isEqualTo(Grant.State.ACTIVE);
    assertThat(report.owners())
        .containsExactlyInAnyOrder(
            new Owner(Owner.Kind.PRODUCT, "shop", "legacy-orders-raw"),
            new Owner(Owner.Kind.APPLICATION, "shop", "till"),
            new Owner(Owner.Kind.APPLICATION, "shop", "report"));
  }

  @Test
  void addsTheTeamAtTheEndOfItsFile() {
    ImportReport report = run(Brownfield.emptyMesh(), tidy(), ".*");

    assertThat(report.appended()).containsEntry("teams.yaml", "    - name: shop-team\n");
    assertThat(report.files().get("domains/shop/domain.yaml")).contains("owner: shop-team");
  }

  @Test
  void namesWhatManifestsCannotSayItemByItem() {
    var servers =
        tidy()
            .allow("Legacy.Orders_raw", "User:shop.till", Operation.ALTER_CONFIGS)
            .allow("Legacy.Orders_raw", "User:other", Operation.WRITE)
            .allow("Legacy.Orders_raw", "User:half", Operation.READ)
            .allow("Legacy.Orders_raw", "User:*", Operation.READ)
            .allow("Legacy.Orders_raw", "Group:people", Operation.READ)
            .acl(
                AclSet.Type.TOPIC,
                AclSet.Pattern.LITERAL,
                "Legacy.Orders_raw",
                new Acl("User:bad", "*", Operation.READ, Acl.Permission.DENY))
            .acl(
                AclSet.Type.TOPIC,
                AclSet.Pattern.LITERAL,
                "Legacy.Orders_raw",
                new Acl("User:near", "10.0.0.1", Operation.READ, Acl.Permission.ALLOW))
            .acl(
                AclSet.Type.TOPIC,
                AclSet.Pattern.PREFIXED,
                "Legacy.",
                Acl.allow("User:etl", Operation.READ))
            .acl(
                AclSet.Type.GROUP,
                AclSet.Pattern.LITERAL,
                "old-group",
                Acl.allow("User:shop.report", Operation.READ))
            .quota("shop.report", Map.of("controller_mutation_rate", 5.0));

    ImportReport report = run(Brownfield.emptyMesh(), servers, "Legacy.*");

    assertThat(report.additions()).isEmpty();
    assertThat(report.left().stream().map(Left::toString).toList())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("ALTER_CONFIGS to User:shop.till", "neither"),
            line -> assertThat(line).contains("WRITE to User:other", "one producer"),
            line -> assertThat(line).contains("READ to User:half", "also give DESCRIBE"),
            line -> assertThat(line).contains("READ to User:*", "many or unknown"),
            line -> assertThat(line).contains("Group:people", "no user"),
            line -> assertThat(line).contains("deny READ to User:bad", "no denials"),
            line -> assertThat(line).contains("User:near from 10.0.0.1", "hosts"),
            line -> assertThat(line).contains("begin with Legacy.", "User:etl", "covers more"),
            line -> assertThat(line).contains("old-group", "shop.report."),
            line -> assertThat(line).contains("quotas of User:shop.report", "mutation"));
    assertThat(mesh(Brownfield.emptyMesh(), report).grants()).hasSize(1);
  }

  @Test
  void announcesWhatTheFirstApplyWillAdd() {
    var servers =
        new Brownfield()
            .topic("old", Map.of())
            .allow("old", "User:CN=writer,O=x", Operation.WRITE)
            .schema("default", "old-value", SchemaFormat.AVRO, Brownfield.AVRO, null);
    MemoryTree tree = Brownfield.emptyMesh();
    tree.with(
        "mesh.yaml",
        tree.text("mesh.yaml") + "  defaults: {topic: {config: {compression.type: zstd}}}\n");

    ImportReport report = run(tree, servers, "old");

    assertThat(report.additions())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("topic old: allow DESCRIBE to User:CN=writer"),
            line -> assertThat(line).contains("shop.cn-writer-o-x.: allow WRITE"),
            line -> assertThat(line).contains("shop.cn-writer-o-x.: allow DESCRIBE"),
            line -> assertThat(line).contains("a copy of default/old-value"));
    assertThat(mesh(tree, report).applications().values())
        .singleElement()
        .satisfies(application -> {
          assertThat(application.principal()).isEqualTo("User:CN=writer,O=x");
          assertThat(application.type()).isEqualTo(Application.Type.MTLS);
        });
  }

  @Test
  void skipsTopicsWithoutASchemaUnlessAskedTo() {
    var servers = new Brownfield().topic("old", Map.of()).producer("old", "User:a", "shop.a.");

    assertThat(run(Brownfield.emptyMesh(), servers, "old").files()).isEmpty();
    assertThat(run(Brownfield.emptyMesh(), servers, "old").left().getFirst().why())
        .contains("no schema");

    ImportReport open =
        Importer.importTopics(
            Brownfield.request("old", true),
            Brownfield.emptyMesh(),
            servers.cluster(),
            servers.registry());
    assertThat(open.topics()).containsExactly("old");
    assertThat(open.additions()).singleElement().asString().contains("an open JSON Schema");
    assertThat(onlyPort(mesh(Brownfield.emptyMesh(), open)).schema().document().format())
        .isEqualTo(SchemaFormat.JSON);
  }

  @Test
  void leavesInternalAndDescribedTopicsAlone() {
    var servers = tidy().topic("__consumer_offsets", Map.of()).topic("weft.audit", Map.of());
    ImportReport first = run(Brownfield.emptyMesh(), servers, "Legacy.*");
    MemoryTree tree = Brownfield.emptyMesh();
    first.files().forEach(tree::with);
    tree.with("teams.yaml", tree.text("teams.yaml") + first.appended().get("teams.yaml"));

    ImportReport again = run(tree, servers, ".*");

    assertThat(again.files()).isEmpty();
    assertThat(again.left().stream().map(Left::toString).toList())
        .hasSize(3)
        .anyMatch(line -> line.contains("describes it already"))
        .anyMatch(line -> line.contains("__consumer_offsets"))
        .anyMatch(line -> line.contains("weft.audit"));
  }

  @Test
  void writesReferencesAsFiles() {
    var leaf = new Artifact("shop", "t.Leaf");
    var money = new Artifact("shop", "x.money.proto");
    var servers =
        new Brownfield()
            .topic("a", Map.of())
            .topic("b", Map.of())
            .producer("a", "User:shop.till", "shop.till.")
            .producer("b", "User:shop.till", "shop.till.")
            .schema(
                "shop",
                "t.Leaf",
                SchemaFormat.AVRO,
                Brownfield.AVRO.replace("t.R", "t.Leaf"),
                Compatibility.BACKWARD)
            .schema(
                "shop",
                "a-value",
                SchemaFormat.AVRO,
                "{\"type\":\"record\",\"name\":\"t.A\",\"fields\":"
                    + "[{\"name\":\"l\",\"type\":\"t.Leaf\"}]}",
                Compatibility.BACKWARD,
                new RegistrySnapshot.Reference("t.Leaf", leaf, "1"))
            .schema(
                "shop",
                "x.money.proto",
                SchemaFormat.PROTOBUF,
                "syntax = \"proto3\";\npackage t;\nmessage Money { int64 c = 1; }\n",
                Compatibility.BACKWARD)
            .schema(
                "shop",
                "b-value",
                SchemaFormat.PROTOBUF,
                "syntax = \"proto3\";\npackage t;\nimport \"money.proto\";\n"
                    + "message Pay { Money m = 1; }\n",
                Compatibility.BACKWARD,
                new RegistrySnapshot.Reference("money.proto", money, "1"));

    ImportReport report = run(Brownfield.emptyMesh(), servers, "a|b");

    assertThat(report.topics()).containsExactly("a", "b");
    assertThat(report.files().keySet())
        .contains("domains/shop/a/schemas/t-leaf.avsc", "domains/shop/b/schemas/money.proto");
    assertThat(mesh(Brownfield.emptyMesh(), report).products()).hasSize(2);
  }

  @Test
  void leavesOutWhatTheLoaderWouldRefuseAndKeepsTheRest() {
    var servers =
        tidy()
            .topic("starved", Map.of("min.insync.replicas", "2"))
            .producer("starved", "User:shop.till", "shop.till.")
            .schema("shop", "starved-value", SchemaFormat.AVRO, Brownfield.AVRO, null)
            .topic("broken", Map.of())
            .producer("broken", "User:shop.till", "shop.till.")
            .schema("shop", "broken-value", SchemaFormat.AVRO, "{\"type\":\"nope\"}", null);

    ImportReport report = run(Brownfield.emptyMesh(), servers, ".*");

    assertThat(report.topics()).containsExactly("Legacy.Orders_raw");
    assertThat(report.left().stream().map(Left::toString).toList())
        .anyMatch(line -> line.contains("topic starved") && line.contains("replica"))
        .anyMatch(line -> line.contains("topic broken"));
    assertThat(mesh(Brownfield.emptyMesh(), report).products()).hasSize(1);
  }

  @Test
  void neverReplacesAFile(@TempDir Path folder) throws IOException {
    ImportReport report = run(Brownfield.emptyMesh(), tidy(), ".*");
    Files.writeString(folder.resolve("teams.yaml"), "kept\n");
    Path taken = folder.resolve("domains/shop/domain.yaml");
    Files.createDirectories(taken.getParent());
    Files.writeString(taken, "mine");

    assertThatThrownBy(() -> ManifestWriter.write(folder, report))
        .hasMessageContaining("domain.yaml");

    assertThat(taken).hasContent("mine");
    Files.delete(taken);
    try (var files = Files.walk(folder.resolve("domains"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    assertThat(ManifestWriter.write(folder, report))
        .contains("teams.yaml", "domains/shop/domain.yaml");
    assertThat(Files.readString(folder.resolve("teams.yaml"))).startsWith("kept\n    - name:");
  }

  @Test
  void givesEveryTopicALegalNameOfItsOwn() {
    var random = new Random(42);
    for (int round = 0; round < 200; round++) {
      Set<String> topics = new TreeSet<>();
      while (topics.size() < 8) {
        var name = new StringBuilder();
        int length = 1 + random.nextInt(round % 10 == 0 ? 120 : 6);
        for (int i = 0; i < length; i++) {
          name.append("aB1._-".charAt(random.nextInt(6)));
        }
        topics.add(name.toString());
      }
      Set<String> taken = Set.of("a", "b", "t-1");

      Map<String, String> names = LegalNames.of(topics, taken);

      assertThat(names.values()).allMatch(Names::isName);
      assertThat(new HashSet<>(names.values())).as(topics.toString()).hasSameSizeAs(topics);
      assertThat(names.values()).doesNotContainAnyElementsOf(taken);
      assertThat(LegalNames.of(List.copyOf(topics).reversed(), taken)).isEqualTo(names);
    }
  }

  @Test
  void importsIntoTheSampleMesh() {
    var tree = new DirectoryTree(Path.of("../data-products"));
    var servers =
        new Brownfield()
            .topic("legacy.baskets", Map.of("retention.ms", "3600000"))
            .producer("legacy.baskets", "User:shop.web", "shop.web.")
            .consumer("legacy.baskets", "User:orders.checkout", "orders.checkout.")
            .schema("shop", "legacy.baskets-value", SchemaFormat.AVRO, Brownfield.AVRO, null);

    ImportReport report =
        Importer.importTopics(
            Brownfield.request("legacy\\..*", false), tree, servers.cluster(), servers.registry());

    assertThat(report.topics()).containsExactly("legacy.baskets");
    assertThat(report.left()).extracting(Left::what).containsExactly("other environments (prod)");
    // The artifact has no rule, which is what the manifest says with NONE.
    assertThat(report.additions()).isEmpty();
    assertThat(report.files().values()).anyMatch(text -> text.contains("compatibility: NONE"));
    assertThat(report.files().values())
        .anyMatch(text -> text.contains("compression.type") && text.contains("cluster-default"));
    assertThat(report.appended()).containsKey("teams.yaml");
    assertThat(report.owners())
        .doesNotContain(new Owner(Owner.Kind.APPLICATION, "orders", "checkout"));
    var loaded = MeshLoader.load(new OverlayTree(tree, report.files(), report.appended()));
    assertThat(loaded.validate(Brownfield.request("x", false).today()))
        .noneMatch(diagnostic -> diagnostic.isBlocking());
  }
}
