// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.Planner;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Inventory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What the planner makes of imported manifests: adoptions, and nothing that was not announced.
class ImportPlanTest {

  private static final int ROUNDS = 150;

  private static Plan plan(MemoryTree tree, ImportReport report, Brownfield servers) {
    var overlay = new OverlayTree(tree, report.files(), report.appended());
    EnvironmentMesh mesh =
        MeshLoader.load(overlay).resolve("dev", Brownfield.request("x", false).today()).mesh();
    if (mesh == null) {
      throw new AssertionError("the mesh does not resolve");
    }
    ClusterSnapshot cluster = servers.cluster();
    return Planner.plan(
        MeshCompiler.compile(mesh).desired(),
        new World(
            new TreeMap<>(Map.of("onprem", cluster)),
            new TreeMap<>(),
            servers.registry(),
            "",
            Inventory.EMPTY,
            "r",
            Instant.EPOCH),
        PlanOptions.DEFAULT);
  }

  @Test
  void adoptsATidyClusterAndChangesNothing() {
    var servers =
        new Brownfield()
            .topic("shop.carts.events.v2", Map.of("retention.ms", "86400000"))
            .producer("shop.carts.events.v2", "User:shop.till", "shop.till.")
            .consumer("shop.carts.events.v2", "User:report-2", "shop.report-2.")
            .quota("report-2", Map.of("consumer_byte_rate", 1000.0))
            .schema(
                "shop",
                "shop.carts.events.v2-value",
                SchemaFormat.AVRO,
                Brownfield.AVRO,
                Compatibility.NONE);

    ImportReport report =
        Importer.importTopics(
            Brownfield.request(".*", false),
            Brownfield.emptyMesh(),
            servers.cluster(),
            servers.registry());
    Plan plan = plan(Brownfield.emptyMesh(), report, servers);

    assertThat(report.additions()).isEmpty();
    assertThat(plan.changes()).isNotEmpty();
    assertThat(plan.changes())
        .extracting(PlannedChange::change)
        .allMatch(change -> change instanceof Change.Adopt);
    assertThat(plan.changes())
        .extracting(PlannedChange::owner)
        .allMatch(owner -> report.owners().contains(owner));
    assertThat(report.files()).containsKey("domains/shop/carts/product.yaml");
  }

  @Test
  void announcesEveryChangeThatIsNoAdoption() {
    var random = new Random(7);
    int imported = 0;
    int silent = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Brownfield servers = random(random);
      ImportReport report =
          Importer.importTopics(
              Brownfield.request(".*", random.nextBoolean()),
              Brownfield.emptyMesh(),
              servers.cluster(),
              servers.registry());
      Plan plan = plan(Brownfield.emptyMesh(), report, servers);

      List<PlannedChange> others =
          plan.changes().stream()
              .filter(planned -> !(planned.change() instanceof Change.Adopt))
              .toList();
      imported += report.topics().size();
      if (report.additions().isEmpty()) {
        silent++;
        assertThat(others).as("round " + round + " " + report.files()).isEmpty();
      } else {
        assertThat(others).as("round " + round + " " + report.additions()).isNotEmpty();
        assertThat(others)
            .allSatisfy(planned ->
                assertThat(report.additions()).anyMatch(line -> isAbout(line, planned.change())));
      }
    }
    assertThat(imported).isGreaterThan(ROUNDS / 2);
    assertThat(silent).isGreaterThan(ROUNDS / 10);
  }

  /// Whether a line of the report speaks of the resource that changes.
  private static boolean isAbout(String line, Change change) {
    return switch (change) {
      case Change.AddAcls add -> line.contains(add.resource().name()) && line.contains("allow");
      case Change.RegisterSchema register -> line.contains(register.resource().artifact());
      case Change.SetCompatibility rule -> line.contains(rule.resource().artifact());
      case Change.CreateTopic _,
          Change.AddPartitions _,
          Change.AlterConfig _,
          Change.DeleteTopic _,
          Change.RemoveAcls _,
          Change.AlterQuota _,
          Change.CreateClient _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.CreateUser _,
          Change.AlterUser _,
          Change.RemoveUser _,
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          false;
    };
  }

  private static Brownfield random(Random random) {
    var servers = new Brownfield();
    String[] users = {"User:shop.till", "User:legacy_app", "User:CN=a,O=b", "User:*", "Group:g"};
    String[] prefixes = {"shop.till.", "shop.legacy-app.", "shop.cn-a-o-b.", "x.", "y."};
    int topics = 1 + random.nextInt(3);
    for (int i = 0; i < topics; i++) {
      String topic = List.of("a.b", "a_b", "shop.p.q.v1", "X", "__t").get(random.nextInt(5)) + i;
      servers.topic(topic, overrides(random));
      int writer = random.nextInt(5);
      if (random.nextInt(4) > 0) {
        servers.producer(topic, users[writer], prefixes[writer]);
      } else {
        servers.allow(topic, users[writer], Operation.WRITE);
      }
      int reader = random.nextInt(5);
      if (random.nextBoolean()) {
        servers.consumer(topic, users[reader], prefixes[reader]);
      } else {
        servers.allow(topic, users[reader], Operation.READ, Operation.ALTER);
      }
      if (random.nextInt(5) > 0) {
        servers.schema(
            random.nextInt(4) > 0 ? "shop" : "default",
            topic + "-value",
            SchemaFormat.AVRO,
            Brownfield.AVRO,
            random.nextInt(4) > 0 ? Compatibility.FULL : null);
      }
    }
    servers.quota(
        "legacy_app", Map.of(random.nextBoolean() ? "producer_byte_rate" : "strange", 1024.0));
    return servers;
  }

  private static Map<String, String> overrides(Random random) {
    var overrides = new HashMap<String, String>();
    Map.of(
            "retention.ms", "3600001",
            "cleanup.policy", "compact",
            "max.message.bytes", "1000",
            "leader.replication.throttled.replicas", "*",
            "segment.bytes", "1000",
            "min.insync.replicas", "1")
        .forEach((key, value) -> {
          if (random.nextInt(3) == 0) {
            overrides.put(key, value);
          }
        });
    return overrides;
  }
}
