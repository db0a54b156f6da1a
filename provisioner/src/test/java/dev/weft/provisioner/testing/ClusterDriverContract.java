// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import static dev.weft.provisioner.testing.Changes.addAcls;
import static dev.weft.provisioner.testing.Changes.addPartitions;
import static dev.weft.provisioner.testing.Changes.alterConfig;
import static dev.weft.provisioner.testing.Changes.alterQuota;
import static dev.weft.provisioner.testing.Changes.createTopic;
import static dev.weft.provisioner.testing.Changes.deleteTopic;
import static dev.weft.provisioner.testing.Changes.removeAcls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.TopicFacts;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every [ClusterDriver] does, whatever stands behind it. Each test works on names of its own,
/// so that the cluster may be shared.
public abstract class ClusterDriverContract {

  private static final Acl READ = Acl.allow("User:billing.invoices", Acl.Operation.READ);
  private static final Acl DESCRIBE = Acl.allow("User:billing.invoices", Acl.Operation.DESCRIBE);

  private final String own = "c" + UUID.randomUUID().toString().substring(0, 8);

  /// The driver under test; the same for all calls of one test.
  protected abstract ClusterDriver driver();

  /// A name no other test uses.
  protected final String own(String name) {
    return own + "." + name;
  }

  protected final String cluster() {
    return driver().cluster();
  }

  protected final ClusterSnapshot.Topic observed(String topic) {
    return Objects.requireNonNull(driver().observe().topics().get(topic), topic);
  }

  private ResourceKey.AclSet aclsOf(String topic) {
    return new ResourceKey.AclSet(
        cluster(), ResourceKey.AclSet.Type.TOPIC, ResourceKey.AclSet.Pattern.LITERAL, topic);
  }

  private String existingTopic(String name, Map<String, String> config) {
    String topic = own(name);
    Reports.allSucceed(driver(), createTopic(cluster(), topic, 2, config));
    return topic;
  }

  @Test
  void createsTopicWithItsSettings() {
    String topic = own("orders");
    PlannedChange create =
        createTopic(
            cluster(),
            topic,
            3,
            Map.of("retention.ms", "86400000", "cleanup.policy", "compact,delete"));

    Reports reports = Reports.of(driver(), List.of(create));

    assertThat(reports.of(create)).isEqualTo(new Outcome.Applied());
    ClusterSnapshot.Topic observed = observed(topic);
    assertThat(observed.partitions()).isEqualTo(3);
    assertThat(observed.replication()).isEqualTo(1);
    assertThat(observed.internal()).isFalse();
    assertThat(observed.id()).isNotEmpty();
    assertThat(observed.overrides())
        .containsOnly(
            Map.entry("retention.ms", "86400000"), Map.entry("cleanup.policy", "compact,delete"));
  }

  @Test
  void failsToCreateTopicThatExists() {
    String topic = existingTopic("orders", Map.of());
    PlannedChange create = createTopic(cluster(), topic, 5, Map.of());

    Reports reports = Reports.of(driver(), List.of(create));

    assertThat(reports.of(create))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(Outcome.Kind.PERMANENT);
              assertThat(failed.message()).contains(topic).contains("exists");
            });
    assertThat(observed(topic).partitions()).isEqualTo(2);
  }

  @Test
  void keepsGoingAfterOneItemFails() {
    PlannedChange good = createTopic(cluster(), own("good"), 1, Map.of());
    PlannedChange bad = createTopic(cluster(), own("bad"), 1, Map.of("no.such.config", "1"));
    PlannedChange better = createTopic(cluster(), own("better"), 1, Map.of());

    Reports reports = Reports.of(driver(), List.of(good, bad, better));

    assertThat(reports.of(bad))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.message()).contains("no.such.config"));
    assertThat(reports.of(good)).isEqualTo(new Outcome.Applied());
    assertThat(reports.of(better)).isEqualTo(new Outcome.Applied());
    assertThat(driver().observe().topics())
        .containsKeys(own("good"), own("better"))
        .doesNotContainKey(own("bad"));
  }

  @Test
  void growsTopic() {
    String topic = existingTopic("orders", Map.of());
    PlannedChange grow = addPartitions(cluster(), topic, 2, 6);

    Reports reports = Reports.of(driver(), List.of(grow));

    assertThat(reports.of(grow)).isEqualTo(new Outcome.Applied());
    assertThat(observed(topic).partitions()).isEqualTo(6);
  }

  @Test
  void failsToGrowTopicThatHasMorePartitionsByNow() {
    String topic = existingTopic("orders", Map.of());
    Reports.allSucceed(driver(), addPartitions(cluster(), topic, 2, 6));
    PlannedChange grow = addPartitions(cluster(), topic, 2, 4);

    Reports reports = Reports.of(driver(), List.of(grow));

    assertThat(reports.of(grow)).isInstanceOf(Outcome.Failed.class);
    assertThat(observed(topic).partitions()).isEqualTo(6);
  }

  @Test
  void editsOneConfigKeyAndLeavesTheOthers() {
    String topic =
        existingTopic("orders", Map.of("retention.ms", "1000000", "max.message.bytes", "1000"));

    Reports.allSucceed(
        driver(), alterConfig(cluster(), topic, "retention.ms", "1000000", "2000000"));
    Map<String, String> edited = observed(topic).overrides();
    Reports.allSucceed(driver(), alterConfig(cluster(), topic, "retention.ms", "2000000", null));

    assertThat(edited)
        .containsOnly(Map.entry("retention.ms", "2000000"), Map.entry("max.message.bytes", "1000"));
    assertThat(observed(topic).overrides()).containsOnly(Map.entry("max.message.bytes", "1000"));
  }

  @Test
  void leavesConfigAloneThatMovedSinceThePlan() {
    String topic = existingTopic("orders", Map.of("retention.ms", "3000000"));
    PlannedChange edit = alterConfig(cluster(), topic, "retention.ms", "1000000", "2000000");
    PlannedChange first = alterConfig(cluster(), topic, "retention.ms", null, "2000000");
    PlannedChange other = alterConfig(cluster(), topic, "max.message.bytes", "1000");

    Reports reports = Reports.of(driver(), List.of(edit, first, other));

    for (PlannedChange refused : List.of(edit, first)) {
      assertThat(reports.of(refused))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed ->
                  assertThat(failed.message()).contains("retention.ms=3000000", "plan again"));
    }
    assertThat(reports.of(other)).isEqualTo(new Outcome.Applied());
    assertThat(observed(topic).overrides())
        .containsOnly(Map.entry("retention.ms", "3000000"), Map.entry("max.message.bytes", "1000"));
  }

  @Test
  void failsToEditConfigOfTopicThatIsGone() {
    PlannedChange alter = alterConfig(cluster(), own("missing"), "retention.ms", "1");

    Reports reports = Reports.of(driver(), List.of(alter));

    assertThat(reports.of(alter)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void addsAndRemovesBindings() {
    ResourceKey.AclSet resource = aclsOf(own("orders"));

    Reports.allSucceed(driver(), addAcls(resource, READ, DESCRIBE));
    Set<Acl> added = driver().observe().acls().get(resource);
    Reports.allSucceed(driver(), removeAcls(resource, READ));

    assertThat(added).containsExactlyInAnyOrder(READ, DESCRIBE);
    assertThat(driver().observe().acls().get(resource)).containsExactly(DESCRIBE);
  }

  @Test
  void removesOnlyTheExactBinding() {
    Acl fromOneHost =
        new Acl(READ.principal(), "192.0.2.7", Acl.Operation.READ, Acl.Permission.ALLOW);
    Acl denied = new Acl(READ.principal(), "*", Acl.Operation.READ, Acl.Permission.DENY);
    ResourceKey.AclSet literal = aclsOf(own("orders"));
    ResourceKey.AclSet prefixed =
        new ResourceKey.AclSet(
            cluster(),
            ResourceKey.AclSet.Type.TOPIC,
            ResourceKey.AclSet.Pattern.PREFIXED,
            own("orders"));
    Reports.allSucceed(
        driver(), addAcls(literal, READ, fromOneHost, denied), addAcls(prefixed, READ));

    Reports.allSucceed(driver(), removeAcls(literal, READ));

    ClusterSnapshot snapshot = driver().observe();
    assertThat(snapshot.acls().get(literal)).containsExactlyInAnyOrder(fromOneHost, denied);
    assertThat(snapshot.acls().get(prefixed)).containsExactly(READ);
  }

  @Test
  void findsNothingToDoForBindingsThatAreAlreadySo() {
    ResourceKey.AclSet resource = aclsOf(own("orders"));
    Reports.allSucceed(driver(), addAcls(resource, READ));
    PlannedChange again = addAcls(resource, READ);
    PlannedChange absent = removeAcls(resource, DESCRIBE);

    Reports reports = Reports.of(driver(), List.of(again, absent));

    assertThat(reports.of(again).isSuccess()).isTrue();
    assertThat(reports.of(absent)).isEqualTo(new Outcome.Unchanged());
  }

  @Test
  void setsAndRemovesQuota() {
    String user = own("invoices");

    Reports.allSucceed(driver(), alterQuota(cluster(), user, "consumer_byte_rate", 1048576.0));
    Map<String, Double> set = driver().observe().quotas().get(user);
    Reports.allSucceed(driver(), alterQuota(cluster(), user, "consumer_byte_rate", null));

    assertThat(set).containsOnly(Map.entry("consumer_byte_rate", 1048576.0));
    assertThat(driver().observe().quotas()).doesNotContainKey(user);
  }

  @Test
  void deletesTopicByItsId() {
    String topic = existingTopic("orders", Map.of());
    PlannedChange delete = deleteTopic(cluster(), topic, observed(topic).id());

    Reports reports = Reports.of(driver(), List.of(delete));

    assertThat(reports.of(delete)).isEqualTo(new Outcome.Applied());
    assertThat(driver().observe().topics()).doesNotContainKey(topic);
  }

  @Test
  void doesNotDeleteTopicThatWasReplaced() {
    String topic = existingTopic("orders", Map.of());
    PlannedChange delete = deleteTopic(cluster(), topic, observed(topic).id());
    Reports.allSucceed(driver(), delete);
    Reports.allSucceed(driver(), createTopic(cluster(), topic, 1, Map.of()));

    Reports reports = Reports.of(driver(), List.of(delete));

    assertThat(reports.of(delete))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.message()).contains(topic).contains("replaced"));
    assertThat(driver().observe().topics()).containsKey(topic);
  }

  @Test
  void tellsRefusalsWithoutChangingAnything() {
    String topic = existingTopic("orders", Map.of());
    PlannedChange good = createTopic(cluster(), own("good"), 1, Map.of());
    PlannedChange bad = createTopic(cluster(), own("bad"), 1, Map.of("no.such.config", "1"));
    PlannedChange fewer = addPartitions(cluster(), topic, 0, 1);
    PlannedChange alter = alterConfig(cluster(), topic, "no.such.config", "1");
    PlannedChange acl = addAcls(aclsOf(topic), READ);

    Map<String, String> refusals = driver().validate(List.of(good, bad, fewer, alter, acl));

    assertThat(refusals).containsOnlyKeys(bad.id(), fewer.id(), alter.id());
    assertThat(refusals.get(bad.id())).contains("no.such.config");
    assertThat(driver().observe().topics()).doesNotContainKeys(own("good"), own("bad"));
  }

  @Test
  void tellsNamesThatCollide() {
    String topic = existingTopic("or.ders", Map.of());
    PlannedChange withExisting =
        createTopic(cluster(), topic.replace("or.ders", "or_ders"), 1, Map.of());
    PlannedChange first = createTopic(cluster(), own("a.b"), 1, Map.of());
    PlannedChange second = createTopic(cluster(), own("a_b"), 1, Map.of());

    Map<String, String> refusals = driver().validate(List.of(withExisting, first, second));

    assertThat(refusals).containsOnlyKeys(withExisting.id(), second.id());
    assertThat(refusals.get(second.id())).contains(own("a.b"));
  }

  @Test
  void tellsReplicasThatAreTooFewForTheirMinimum() {
    PlannedChange create =
        createTopic(cluster(), own("orders"), 1, Map.of("min.insync.replicas", "2"));

    Map<String, String> refusals = driver().validate(List.of(create));

    assertThat(refusals.get(create.id())).contains("min.insync.replicas");
  }

  @Test
  void saysOfUnusedTopicThatNobodyUsesIt() {
    String topic = existingTopic("orders", Map.of());

    TopicFacts facts = Objects.requireNonNull(driver().evidence(Set.of(topic)).get(topic));

    assertThat(facts.active()).isEmpty();
    assertThat(facts.newest()).isNull();
    assertThat(facts.sentences()).isNotEmpty().allMatch(line -> line.contains("no "));
  }

  @Test
  void namesItsCluster() {
    ClusterSnapshot snapshot = driver().observe();

    assertThat(snapshot.cluster()).isEqualTo(cluster());
    assertThat(snapshot.clusterId()).isNotEmpty();
    assertThat(snapshot.brokers()).isPositive();
  }
}
