// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.kafka.ClusterAddress;
import dev.weft.provisioner.kafka.KafkaWords;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// The daemons of one environment, of which one writes: the member of a consumer group that was
/// given the only partition of the inventory. The others wait, and take over within the session
/// time-out when it dies.
///
/// A member that comes back under its name takes its own place at once, so a restart does not wait
/// for the dead one's time-out; of two that live under one name, the newer one wins. This decides
/// who tries to write. That no two can is the log's own doing: each run fences older writers off.
public final class WriterGroup implements AutoCloseable {

  /// After so much silence a daemon is given up, and another one takes over.
  static final Duration SESSION = Duration.ofSeconds(10);

  private static final long ANSWER_SECONDS = 20;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FAREWELL = Duration.ofSeconds(3);
  private static final long AGAIN_MS = 2000;

  private final LogTopics topics;
  private final ClusterAddress cluster;
  private final Properties properties;
  private final String group;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String instance;
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private volatile Standing standing = Standing.OUTSIDE;
  private volatile String problem = "";

  /// A daemon's place among those of its environment.
  public enum Standing {
    /// Not, or not yet, one of them.
    OUTSIDE,
    /// Another one writes; it takes over when that one is gone.
    STANDBY,
    /// The one that writes.
    LEADER
  }

  private WriterGroup(
      LogTopics topics,
      ClusterAddress cluster,
      Properties properties,
      String group,
      String instance) {
    this.topics = topics;
    this.cluster = cluster;
    this.properties = properties;
    this.group = group;
    this.instance = instance;
    this.thread = Thread.ofPlatform().daemon().name("weft-leadership").unstarted(this::run);
  }

  /// Stands for it, in the background.
  ///
  /// @param cluster name of the control cluster
  /// @param properties of a Kafka client of it
  /// @param environment whose daemons these are
  /// @param instance the name of this one
  public static WriterGroup join(
      String cluster, Properties properties, String environment, String instance) {
    ClusterAddress address = ClusterAddress.of(cluster, properties);
    return join(LogTopics.STANDARD, address, properties, group(environment), instance);
  }

  /// Whether a daemon keeps an environment. One that was killed counts until it has been given up.
  ///
  /// @param properties of a Kafka client of the control cluster
  /// @throws ObservationException when the cluster does not tell
  public static boolean hasMembers(Properties properties, String environment) {
    String group = group(environment);
    try (Admin admin = Admin.create(properties)) {
      return admin
          .describeConsumerGroups(List.of(group))
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .anyMatch(found -> !found.members().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw unread(group, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw unread(group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ObservationException("Interrupted.", e);
    }
  }

  private static ObservationException unread(String group, Throwable cause) {
    return new ObservationException(
        "Whether a daemon keeps the environment could not be read from group `%s`: %s Weft has to be allowed to DESCRIBE it."
            .formatted(group, KafkaWords.sentence(cause)),
        cause);
  }

  private static String group(String environment) {
    return "weft-daemon-" + environment;
  }

  static WriterGroup join(
      LogTopics topics,
      ClusterAddress cluster,
      Properties properties,
      String group,
      String instance) {
    var copy = new Properties();
    copy.putAll(properties);
    var joined = new WriterGroup(topics, cluster, copy, group, instance);
    joined.thread.start();
    return joined;
  }

  /// The place of this one, as far as it knows.
  public Standing standing() {
    return standing;
  }

  /// Why it is not even a member; empty when it is one, or about to be.
  public String problem() {
    return problem;
  }

  private void run() {
    while (closing.getCount() > 0) {
      try {
        new LogSetup(topics, cluster, properties).run();
        take();
      } catch (FencedInstanceIdException e) {
        instance = null;
        problem = "Another daemon has started under this one's name and taken its place.";
      } catch (WakeupException e) {
        return;
      } catch (KafkaException | LogWriteException e) {
        problem =
            e instanceof LogWriteException
                ? String.valueOf(e.getMessage())
                : "The group of daemons `%s` on %s cannot be joined: %s %s"
                    .formatted(group, cluster.text(), KafkaWords.sentence(e), cluster.advice(e))
                    .strip();
      } finally {
        standing = Standing.OUTSIDE;
      }
      pause();
    }
  }

  private void take() {
    try (Closing consumer = new Closing(new KafkaConsumer<>(settings()))) {
      current = consumer.consumer();
      consumer.consumer().subscribe(List.of(topics.inventory()), new Turns(consumer.consumer()));
      while (closing.getCount() > 0) {
        // Nothing comes of it, since what is assigned is paused: it only keeps the member alive.
        consumer.consumer().poll(POLL);
      }
    } finally {
      current = null;
    }
  }

  private Properties settings() {
    var settings = new Properties();
    settings.putAll(properties);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    String name = instance;
    if (name != null) {
      settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
    }
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    // Whoever writes goes on writing while others come and go; the default takes the partition
    // from everybody each time, and gives it to the first name of the alphabet.
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Long.toString(SESSION.toMillis()));
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000");
    return settings;
  }

  private void pause() {
    try {
      var _ = closing.await(AGAIN_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  /// Steps down and leaves, so that another one need not wait.
  @Override
  public void close() {
    closing.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      if (!thread.join(FAREWELL.plus(FAREWELL))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Hears whose turn it is; called from within `poll`.
  private final class Turns implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> consumer;

    private Turns(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      consumer.pause(assigned);
      problem = "";
      standing = consumer.assignment().isEmpty() ? Standing.STANDBY : Standing.LEADER;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      stepDown(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      stepDown(lost);
    }

    private void stepDown(Collection<TopicPartition> gone) {
      if (!gone.isEmpty()) {
        standing = Standing.STANDBY;
      }
    }
  }

  /// A consumer that leaves its group for good when it is closed, which one with a name does not do
  /// by itself.
  private record Closing(Consumer<byte[], byte[]> consumer) implements AutoCloseable {

    @Override
    public void close() {
      consumer.close(
          CloseOptions.timeout(FAREWELL)
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
  }
}
