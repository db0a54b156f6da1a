// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.devstack.ClusterSpec;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.Service;
import dev.weft.devstack.TestStack;
import dev.weft.devstack.process.Commands;
import dev.weft.git.testing.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A bare repository and a real cluster of its own: one log is one environment.
final class DaemonMesh implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  final String cluster = "daemon-" + UUID.randomUUID().toString().substring(0, 8);
  final DevStack stack = TestStack.shared();
  final TestRepository repository;
  final Path folder;
  final Admin admin;

  /// Runs after each commit, as the hook of a Git host.
  Runnable pushed = () -> {};

  DaemonMesh(Path folder) {
    this.folder = folder;
    startCluster();
    var properties = new Properties();
    properties.putAll(stack.kafka(cluster).adminProperties());
    this.admin = Admin.create(properties);
    try {
      this.repository = TestRepository.create(folder.resolve("mesh.git"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    repository.write(
        "mesh.yaml",
        """
        apiVersion: weft.dev/v1
        kind: Mesh
        metadata: {name: daemon}
        spec:
          clusters: {%1$s: {}}
          environments:
            dev: {clusters: {%1$s: {}}, control: %1$s}
          defaults:
            compatibility: BACKWARD
            topic: {partitions: 1, replication: 1, retention: P7D}
        """
            .formatted(cluster));
    repository.write(
        "teams.yaml",
        """
        apiVersion: weft.dev/v1
        kind: TeamList
        metadata: {name: teams}
        spec: {teams: [{name: makers, email: makers@example.com, members: [a@example.com]}]}
        """);
    repository.write(
        "domains/shop/domain.yaml",
        """
        apiVersion: weft.dev/v1
        kind: Domain
        metadata: {name: shop}
        spec: {owner: makers}
        """);
    application("writer");
    application("reader");
  }

  /// Starts the cluster, for the first time or after it was killed.
  void startCluster() {
    var _ = stack.startCluster(ClusterSpec.named(cluster).forCrashes());
  }

  /// Ends the cluster's broker as a crash would.
  void killCluster() {
    stack.killHard(Service.kafka(cluster));
  }

  /// Lets no file of the broker grow any more, as on a disk that is full, and waits until it has
  /// closed for it.
  void fillDisk() {
    Service broker = Service.kafka(cluster);
    long pid = stack.process(broker).orElseThrow().pid();
    Commands.require(List.of("prlimit", "--pid", Long.toString(pid), "--fsize=1"), Map.of());
    await("the broker closes").atMost(PATIENCE).until(() -> stack.process(broker).isEmpty());
  }

  private void application(String name) {
    repository.write(
        "domains/shop/applications/%s.yaml".formatted(name),
        """
        apiVersion: weft.dev/v1
        kind: Application
        metadata: {name: %s}
        spec: {type: oauth}
        """
            .formatted(name));
  }

  /// A product with the port `events@v1`.
  ///
  /// @param topic settings of its topic, as YAML
  DaemonMesh product(String name, String topic) {
    repository.write(path(name, "product.yaml"), manifest(name, topic));
    repository.write(
        path(name, "schemas/event.avsc"),
        """
        {"type": "record", "name": "Event", "namespace": "shop", "doc": "Something happened.",
         "fields": [{"name": "id", "type": "string", "doc": "Its id."}]}
        """);
    return this;
  }

  /// A grant to the domain's reader for that port.
  DaemonMesh grant(String product) {
    repository.write(
        path(product, "access/reader.yaml"),
        """
        apiVersion: weft.dev/v1
        kind: AccessGrant
        metadata: {name: reader}
        spec:
          consumer: shop/reader
          ports: [events@v1]
          purpose: analytics
          reason: To see what happens
          expires: %s
        """
            .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(30)));
    return this;
  }

  /// The newest value of a key of the control-plane log; an empty object when there is none.
  JsonNode document(String topic, String key) {
    JsonNode found = JSON.createObjectNode();
    try {
      for (ConsumerRecord<String, String> message : records(topic)) {
        if (key.equals(message.key())) {
          found = JSON.readTree(message.value());
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All values of a topic of the control-plane log, but for tombstones.
  List<String> values(String topic) {
    return records(topic).stream().map(ConsumerRecord::value).filter(Objects::nonNull).toList();
  }

  /// Kafka's ids of topics, by the key under which a topic of the control-plane log tells them.
  Map<String, String> topicIds(String topic) {
    var ids = new TreeMap<String, String>();
    try {
      for (ConsumerRecord<String, String> message : records(topic)) {
        String id =
            message.value() == null ? "" : JSON.readTree(message.value()).path("topicId").asText();
        if (id.isEmpty()) {
          ids.remove(message.key());
        } else {
          ids.put(message.key(), id);
        }
      }
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for a new record of the control-plane log, and returns as soon as its broker has it:
  /// also before its transaction is over.
  ///
  /// @param cause what it comes from
  /// @param key whether it is the one, by its key
  void awaitRecord(String topic, Runnable cause, Predicate<String> key) {
    try (var consumer = consumer("read_uncommitted")) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToEnd(List.of(partition));
      long end = consumer.position(partition);
      cause.run();
      await("a record after %d of %s".formatted(end, topic))
          .atMost(PATIENCE)
          .pollInSameThread()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(100))) {
              if (key.test(message.key())) {
                return true;
              }
            }
            return false;
          });
    }
  }

  /// Keys, values and headers of all records of a topic, whether their transaction was committed or
  /// not.
  String everything(String topic) {
    var text = new StringBuilder(topic);
    for (ConsumerRecord<String, String> message : records(topic, "read_uncommitted")) {
      text.append('\n').append(message.key()).append(' ').append(message.value());
      message
          .headers()
          .forEach(header ->
              text.append(' ')
                  .append(header.key())
                  .append(' ')
                  .append(new String(header.value(), StandardCharsets.ISO_8859_1)));
    }
    return text.toString();
  }

  private List<ConsumerRecord<String, String>> records(String topic) {
    return records(topic, "read_committed");
  }

  private List<ConsumerRecord<String, String>> records(String topic, String isolation) {
    var found = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer = consumer(isolation)) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      return found;
    }
  }

  private KafkaConsumer<String, String> consumer(String isolation) {
    var settings = new Properties();
    settings.putAll(stack.kafka(cluster).adminProperties());
    settings.put("isolation.level", isolation);
    settings.put("fetch.max.wait.ms", "50");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  static String manifest(String name, String topic) {
    return """
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
          topic: %s
          access: {purposes: [analytics]}
    """
        .formatted(name, topic);
  }

  static String path(String product, String file) {
    return "domains/shop/%s/%s".formatted(product, file);
  }

  static String topic(String product) {
    return "shop.%s.events.v1".formatted(product);
  }

  String commit(String message) {
    try {
      String commit = repository.commit(message).name();
      pushed.run();
      return commit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> topics() {
    try {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// How many partitions a product's topic has.
  int partitions(String product) {
    try {
      return admin
          .describeTopics(List.of(topic(product)))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next()
          .partitions()
          .size();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void awaitTopic(String product) {
    await(topic(product))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> topics().contains(topic(product)));
  }

  DaemonProcess daemon(String instance) {
    return DaemonProcess.start(stack, repository.folder(), folder, instance, Map.of());
  }

  /// One that knows the repository from elsewhere, and fetches it into a folder of its own.
  DaemonProcess daemon(String instance, Map<String, String> remote) {
    return DaemonProcess.start(stack, folder.resolve("fetched.git"), folder, instance, remote);
  }

  @Override
  public void close() {
    admin.close();
    repository.close();
    killCluster();
  }
}
