// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.driver.ScramAccounts;
import dev.weft.provisioner.driver.TopicFacts;
import dev.weft.provisioner.driver.UseReader;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.AuthenticationException;

/// A real Kafka cluster, through its admin protocol. Talks to nobody before it is first used.
///
/// Reads may come from several threads; writes are one serial lane, because the controller is one.
public final class KafkaCluster implements ClusterDriver, UseReader {

  private final Connection connection;
  private final ClusterReader reader;
  private final Questions questions;
  private final Lanes lanes;
  private final Evidence evidence;
  private final UseQuestions uses;
  private final ContentQuestions contents;
  private final Credentials credentials;

  /// @param cluster the name manifests use
  /// @param properties of a Kafka admin client, as the deployment's configuration gives them
  public KafkaCluster(String cluster, Properties properties, Clock clock) {
    this(
        new Lanes.Tools(
            new Connection(cluster, properties),
            Limits.STANDARD,
            Pause.real(),
            System::nanoTime,
            RandomGenerator.getDefault()),
        clock);
  }

  KafkaCluster(Lanes.Tools tools, Clock clock) {
    this.connection = tools.connection();
    this.reader = new ClusterReader(connection, clock);
    this.questions = new Questions(connection, tools.limits(), tools.pause());
    this.lanes = new Lanes(tools);
    this.evidence = new Evidence(connection);
    this.uses = new UseQuestions(connection, clock);
    this.contents = new ContentQuestions(connection, clock);
    this.credentials = new Credentials(tools);
  }

  @Override
  public String cluster() {
    return connection.cluster();
  }

  @Override
  public ClusterSnapshot observe() {
    return looking(reader::observe);
  }

  @Override
  public ClusterSnapshot observe(ClusterSnapshot before, Set<ResourceKey> keys) {
    return looking(() -> reader.observe(before, keys));
  }

  /// Kafka's own id of the cluster, read with one call: the check before any write that the servers
  /// behind the name are the ones that were planned for.
  public String clusterId() {
    return looking(reader::clusterId);
  }

  /// The credentials of its SCRAM users; they are good as long as this connection is.
  public ScramAccounts scram() {
    return credentials;
  }

  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    return questions.refusals(changes);
  }

  @Override
  public synchronized void apply(List<PlannedChange> changes, Reporter report) {
    lanes.apply(changes, report);
  }

  @Override
  public Map<String, String> topicIds(Set<String> topics) {
    Map<String, String> ids = HashMap.newHashMap(topics.size());
    looking(() -> TopicReader.withoutConfigs(connection, List.copyOf(topics)))
        .forEach((name, topic) -> ids.put(name, topic.id()));
    return ids;
  }

  @Override
  public Map<String, TopicFacts> evidence(Set<String> topics) {
    return looking(() -> evidence.about(topics));
  }

  @Override
  public TopicUse use(Set<String> groupPrefixes, Set<String> topics) {
    return looking(() -> uses.use(groupPrefixes, topics));
  }

  @Override
  public Map<Place, Extent> extents(Set<String> topics) {
    return looking(() -> uses.extents(topics));
  }

  @Override
  public TopicContents contents(Set<String> topics) {
    return looking(() -> contents.read(topics));
  }

  @Override
  public Map<AclSet, Set<Acl>> bindings(Set<String> principals) {
    return looking(() -> uses.bindings(principals));
  }

  /// A client that was not let in once says so for minutes, without asking the server again. So the
  /// next look gets a new one, and works as soon as the login does.
  private <T> T looking(Supplier<T> look) {
    try {
      return look.get();
    } catch (ObservationException e) {
      if (isLogin(e)) {
        connection.close();
      }
      throw e;
    }
  }

  private static boolean isLogin(ObservationException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    connection.close();
  }
}
