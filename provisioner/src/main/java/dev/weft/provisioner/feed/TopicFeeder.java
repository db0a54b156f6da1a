// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import dev.weft.model.name.ApplicationName;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.feed.FeedReport.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Sends samples to one topic as one application, which may describe and write it and nothing else.
final class TopicFeeder implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String topic;
  private final ApplicationName producer;
  private final Map<String, Object> client;
  private final Admin admin;

  TopicFeeder(String topic, Map<String, String> client, ApplicationName producer) {
    this.topic = topic;
    this.producer = producer;
    this.client = new HashMap<>(client);
    this.client.put("client.id", producer.clientId() + ".weft-feed");
    this.client.put("default.api.timeout.ms", (int) TIMEOUT.toMillis());
    this.client.put("request.timeout.ms", (int) TIMEOUT.toMillis() / 2);
    try {
      this.admin = Admin.create(new HashMap<>(this.client));
    } catch (KafkaException e) {
      throw failure("connect", e);
    }
  }

  /// Whether no record was ever written. An old topic whose records have all expired is not.
  boolean isUntouched() {
    KafkaFuture<TopicDescription> asked =
        Objects.requireNonNull(admin.describeTopics(Set.of(topic)).topicNameValues().get(topic));
    TopicDescription description = await("describe", asked);
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    description
        .partitions()
        .forEach(partition ->
            ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
    var offsets = admin.listOffsets(ends);
    return ends.keySet().stream()
        .allMatch(partition ->
            await("read offsets of", offsets.partitionResult(partition)).offset() == 0);
  }

  /// Sends all and waits for all, whatever becomes of single ones.
  ///
  /// @param header what precedes each value
  Result send(List<SampleFile.Sample> samples, byte[] header) {
    var settings = new HashMap<>(client);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("max.block.ms", (int) TIMEOUT.toMillis());
    settings.put("delivery.timeout.ms", (int) TIMEOUT.toMillis());
    var serializer = new ByteArraySerializer();
    try (var kafka = new KafkaProducer<>(settings, serializer, new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (SampleFile.Sample sample : samples) {
        sent.add(kafka.send(message(sample, header)));
      }
      kafka.flush();
      return outcome(sent);
    } catch (KafkaException e) {
      return new Result.Failed(0, String.valueOf(failure("write", e).getMessage()));
    }
  }

  private Result outcome(List<Future<RecordMetadata>> sent) {
    int written = 0;
    ObservationException first = null;
    for (Future<RecordMetadata> future : sent) {
      try {
        written += await("write", future).hasOffset() ? 1 : 0;
      } catch (ObservationException e) {
        first = first == null ? e : first;
      }
    }
    if (first == null) {
      return new Result.Fed(written);
    }
    String rest =
        written == 0
            ? ""
            : " The topic holds "
                + written
                + " of "
                + sent.size()
                + " samples now and is not fed again.";
    return new Result.Failed(written, first.getMessage() + rest);
  }

  private ProducerRecord<byte[], byte[]> message(SampleFile.Sample sample, byte[] header) {
    byte[] value = sample.value();
    byte[] framed = null;
    if (value != null) {
      framed = new byte[header.length + value.length];
      System.arraycopy(header, 0, framed, 0, header.length);
      System.arraycopy(value, 0, framed, header.length, value.length);
    }
    var message = new ProducerRecord<byte[], byte[]>(topic, sample.key(), framed);
    sample
        .headers()
        .forEach(
            (name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  private <T> T await(String what, KafkaFuture<T> future) {
    return await(what, future.toCompletionStage().toCompletableFuture());
  }

  private <T> T await(String what, Future<T> future) {
    try {
      return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(what, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failure(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(what, e);
    }
  }

  private ObservationException failure(String what, Throwable cause) {
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new ObservationException(
        producer
            + " cannot "
            + what
            + " topic "
            + topic
            + ": "
            + reason
            + " Check that the topic is applied, and the application's credentials.",
        cause);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
