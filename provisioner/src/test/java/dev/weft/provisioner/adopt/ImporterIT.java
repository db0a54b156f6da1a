// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.DevStack;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.engine.Adoption;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.Servers;
import dev.weft.provisioner.kafka.KafkaCluster;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.registry.ApicurioRegistry;
import dev.weft.provisioner.registry.RegistryAccess;
import dev.weft.provisioner.registry.SchemaChanges;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.FakeControlPlaneLog;
import dev.weft.provisioner.testing.TestClusters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Topics, rights, quotas and schemas made by raw clients, imported, planned.
class ImporterIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private static KafkaCluster cluster;
  private static ApicurioRegistry registry;
  private static Admin admin;

  private final String domain = "imp" + UUID.randomUUID().toString().substring(0, 8);
  private final String topic = domain + ".Old_Orders";
  private final FakeControlPlaneLog log = new FakeControlPlaneLog();

  @BeforeAll
  static void connect() {
    DevStack stack = TestClusters.stack();
    cluster = new KafkaCluster("onprem", TestClusters.onprem(), Clock.systemUTC());
    registry =
        new ApicurioRegistry(
            new RegistryAccess(
                URI.create(stack.registry().url()),
                URI.create(stack.identity().tokenEndpoint()),
                stack.identity().provisionerId(),
                stack.identity().provisionerSecret()),
            Clock.systemUTC());
    admin = Admin.create(new HashMap<String, Object>(stack.kafka("onprem").adminProperties()));
  }

  @AfterAll
  static void close() {
    admin.close();
    registry.close();
    cluster.close();
  }

  @Test
  void plansNothingAfterAnImportAndOneChangeAfterOneEdit(@TempDir Path folder) throws Exception {
    makeWhatExists();
    emptyMesh(folder);
    ImportReport report = importInto(folder);
    assertThat(report.topics()).containsExactly(topic);
    assertThat(report.additions()).isEmpty();
    assertThat(ManifestWriter.write(folder, report)).contains("teams.yaml");

    Provisioner provisioner =
        new Provisioner(
            new Servers(Map.of("onprem", cluster), registry),
            log,
            Clock.systemUTC(),
            () -> UUID.randomUUID().toString());
    Prepared first = plan(provisioner, folder);
    assertThat(first.errors()).isEmpty();
    var adoptions = new ArrayList<Adoption>();
    for (PlannedChange planned : first.plan().changes()) {
      assertThat(planned.change()).isInstanceOf(Change.Adopt.class);
      assertThat(report.owners()).contains(planned.owner());
      adoptions.add(new Adoption(planned.owner(), (Change.Adopt) planned.change()));
    }
    assertThat(
            provisioner
                .adopt("dev", "r1", "somebody", first.plan().clusterIds(), adoptions)
                .errors())
        .isEmpty();

    assertThat(plan(provisioner, folder).plan().changes()).isEmpty();

    Path manifest = productOf(report, folder);
    String text = Files.readString(manifest);
    assertThat(text).contains("retention: P7D");
    Files.writeString(manifest, text.replace("retention: P7D", "retention: P8D"));

    assertThat(plan(provisioner, folder).plan().changes())
        .singleElement()
        .extracting(PlannedChange::change)
        .isEqualTo(
            new Change.AlterConfig(
                new ResourceKey.Topic("onprem", topic),
                new TreeMap<>(
                    Map.of("retention.ms", new Change.Edit<>("604800000", "691200000")))));
  }

  private static Path productOf(ImportReport report, Path folder) {
    return report.files().keySet().stream()
        .filter(path -> path.endsWith("/product.yaml"))
        .map(folder::resolve)
        .findFirst()
        .orElseThrow();
  }

  private ImportReport importInto(Path folder) {
    ClusterSnapshot seen =
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(cluster::observe, this::isComplete);
    return Importer.importTopics(
        new ImportRequest("dev", Pattern.compile(Pattern.quote(topic)), domain, false, TODAY),
        new DirectoryTree(folder),
        seen,
        registry.observe(registry.groups()));
  }

  /// Success of an admin's write comes before every broker shows it.
  private boolean isComplete(ClusterSnapshot seen) {
    long rights =
        seen.acls().entrySet().stream()
            .filter(entry -> entry.getKey().name().startsWith(domain))
            .mapToLong(entry -> entry.getValue().size())
            .sum();
    return seen.topics().containsKey(topic)
        && rights == 7
        && seen.quotas().containsKey(domain + ".till");
  }

  private Prepared plan(Provisioner provisioner, Path folder) {
    EnvironmentMesh mesh = MeshLoader.load(new DirectoryTree(folder)).resolve("dev", TODAY).mesh();
    if (mesh == null) {
      throw new AssertionError("the mesh does not resolve");
    }
    return provisioner.plan(MeshCompiler.compile(mesh).desired(), "r1", PlanOptions.DEFAULT);
  }

  private void makeWhatExists() throws Exception {
    var wanted =
        new NewTopic(topic, 3, (short) 1)
            .configs(Map.of("retention.ms", "604800000", "max.message.bytes", "2097152"));
    assertThat(requireNonNull(admin.createTopics(List.of(wanted)).values().get(topic)).get())
        .isNull();

    var acls = new ArrayList<AclBinding>();
    String till = domain + ".till";
    String report = domain + ".report";
    acls.add(acl(ResourceType.TOPIC, topic, till, AclOperation.WRITE));
    acls.add(acl(ResourceType.TOPIC, topic, till, AclOperation.DESCRIBE));
    acls.add(acl(ResourceType.TRANSACTIONAL_ID, till + ".", till, AclOperation.WRITE));
    acls.add(acl(ResourceType.TRANSACTIONAL_ID, till + ".", till, AclOperation.DESCRIBE));
    acls.add(acl(ResourceType.TOPIC, topic, report, AclOperation.READ));
    acls.add(acl(ResourceType.TOPIC, topic, report, AclOperation.DESCRIBE));
    acls.add(acl(ResourceType.GROUP, report + ".", report, AclOperation.READ));
    var made = admin.createAcls(acls).values();
    for (AclBinding acl : acls) {
      assertThat(requireNonNull(made.get(acl)).get()).isNull();
    }

    var user = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, till));
    var quota =
        new ClientQuotaAlteration(
            user, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 1048576.0)));
    assertThat(requireNonNull(admin.alterClientQuotas(List.of(quota)).values().get(user)).get())
        .isNull();

    var key = new ResourceKey.Artifact(domain, topic + "-value");
    Outcome registered =
        SchemaChanges.applyOne(
            registry,
            SchemaChanges.register(
                null, SchemaChanges.schema(key, SchemaFormat.AVRO, Brownfield.AVRO)));
    assertThat(registered).isEqualTo(new Outcome.Applied());
  }

  private static AclBinding acl(
      ResourceType type, String name, String user, AclOperation operation) {
    PatternType pattern = type == ResourceType.TOPIC ? PatternType.LITERAL : PatternType.PREFIXED;
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  private static void emptyMesh(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("mesh.yaml"),
        """
        apiVersion: weft.dev/v1
        kind: Mesh
        metadata: {name: test}
        spec:
          clusters: {onprem: {}}
          environments: {dev: {clusters: {onprem: {}}}}
        """);
    Files.writeString(
        folder.resolve("teams.yaml"),
        """
        apiVersion: weft.dev/v1
        kind: TeamList
        metadata: {name: teams}
        spec:
          teams:
            - name: other-team
        """);
  }
}
