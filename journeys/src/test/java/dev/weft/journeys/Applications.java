// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.DevStack;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The applications of the sample on one cluster, each with the login that the platform has made
/// for it; and what the cluster's own administrator sees there.
final class Applications {

  private static final int SECONDS = 30;

  private final DevStack stack;
  private final String cluster;

  Applications(DevStack stack, String cluster) {
    this.stack = stack;
    this.cluster = cluster;
  }

  /// Produces one record.
  void send(String application, String topic, String value) throws Exception {
    Properties properties = login(application);
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value, value)).get(SECONDS, TimeUnit.SECONDS);
    }
  }

  /// Reads as a member of a group, from where the group is or else from the beginning, until a
  /// record fits; then commits.
  ///
  /// @return the values of all that was read
  List<String> readUntil(
      String application, String group, String topic, Duration patience, Predicate<String> last)
      throws IOException {
    Properties properties = login(application);
    properties.put("group.id", group);
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", "false");
    Instant deadline = Instant.now().plus(patience);
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (values.stream().noneMatch(last)) {
        assertThat(Instant.now())
            .as("%s reads %s on %s: %s", application, topic, cluster, values)
            .isBefore(deadline);
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(String.valueOf(record.value()));
        }
      }
      consumer.commitSync();
    }
    return values;
  }

  /// The offset that a group has committed for the first partition; -1 when it has not.
  long place(String group, String topic) throws Exception {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetAndMetadata> places =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(SECONDS, TimeUnit.SECONDS);
      OffsetAndMetadata place = places.get(new TopicPartition(topic, 0));
      return place == null ? -1 : place.offset();
    }
  }

  /// Where the first partition of a topic ends.
  long end(String topic) throws Exception {
    var partition = new TopicPartition(topic, 0);
    try (Admin admin = admin()) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get(SECONDS, TimeUnit.SECONDS)
          .offset();
    }
  }

  private Properties login(String application) throws IOException {
    var properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(stack.credentials().resolve(application + ".properties"))) {
      properties.load(reader);
    }
    properties.put("bootstrap.servers", stack.kafka(cluster).bootstrapServers());
    return properties;
  }

  private Admin admin() {
    var properties = new Properties();
    properties.putAll(stack.kafka(cluster).adminProperties());
    return Admin.create(properties);
  }
}
