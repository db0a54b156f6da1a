// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.kafka.ClusterAddress;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.jspecify.annotations.Nullable;

/// Inventory and journal in Kafka. What was read is remembered, so that looking again costs only
/// what was written since.
final class KafkaInventory implements AutoCloseable {

  /// What keys of the inventory topic begin with that bind a cluster's name to Kafka's id of it. A
  /// resource's key has two slashes at least, these have one.
  static final String CLUSTER = "cluster/";

  /// Compaction drops tombstones after a day; what was read so long ago is read anew.
  private static final Duration FRESH = Duration.ofHours(1);

  private final LogTopics topics;
  private final ClusterAddress cluster;
  private final LogWire wire;
  private final Clock clock;
  private Contents contents = new Contents();
  private Map<String, Long> next = new HashMap<>();
  private Instant readAt = Instant.EPOCH;
  private @Nullable LogReader reader;

  KafkaInventory(LogTopics topics, ClusterAddress cluster, LogWire wire, Clock clock) {
    this.topics = topics;
    this.cluster = cluster;
    this.wire = wire;
    this.clock = clock;
  }

  /// What runs before this one left in the journal.
  ///
  /// @param spent steps on which nothing hangs any more
  /// @param interrupted what the audit log has to tell of them
  record Past(List<String> spent, List<ControlPlaneLog.AuditLine> interrupted) {}

  /// Reads all of it.
  synchronized Inventory readAnew() {
    forget();
    return readOn();
  }

  /// Reads what was written since.
  synchronized Inventory readOn() {
    boolean isRead = false;
    try {
      if (Duration.between(readAt, clock.instant()).abs().compareTo(FRESH) > 0) {
        forget();
      }
      Inventory inventory = next.isEmpty() ? fromTheBeginning() : further();
      readAt = clock.instant();
      isRead = true;
      return inventory;
    } finally {
      if (!isRead) {
        forget();
        close();
      }
    }
  }

  /// Reads the journal to its end.
  synchronized Past past() {
    var _ = readOn();
    return new Past(contents.journal.spent(), contents.journal.interrupted());
  }

  private Inventory fromTheBeginning() {
    LogReader open = reader();
    boolean hasInventory = open.exists(topics.inventory());
    boolean hasJournal = open.exists(topics.journal());
    if (!hasInventory && !hasJournal) {
      // Kafka's client remembers for a while that a topic was missing.
      close();
      return Inventory.EMPTY;
    }
    if (hasInventory && hasJournal) {
      return further();
    }
    open.read(List.of(hasInventory ? topics.inventory() : topics.journal()), contents::add);
    requireNothing(hasInventory ? topics.journal() : topics.inventory());
    Inventory inventory = contents.inventory();
    forget();
    close();
    return inventory;
  }

  private Inventory further() {
    try {
      next = readFrom(next);
    } catch (OffsetOutOfRangeException _) {
      // Somebody made the topics anew.
      forget();
      next = readFrom(next);
    }
    return contents.inventory();
  }

  private Map<String, Long> readFrom(Map<String, Long> offsets) {
    return reader()
        .readOn(List.of(topics.inventory(), topics.journal()), offsets, Map.of(), contents::add);
  }

  private void requireNothing(String missing) {
    if (!contents.isEmpty()) {
      throw new ObservationException(
          "Topic `%s` on %s is missing while the rest of the control-plane log is there, so nobody knows what Weft owns. Restore it; if its content is lost for good, create it empty (1 partition, cleanup.policy=compact) and import what is yours."
              .formatted(missing, cluster.text()));
    }
  }

  private void forget() {
    contents = new Contents();
    next = new HashMap<>();
  }

  private LogReader reader() {
    LogReader open = reader;
    if (open == null) {
      open = wire.reader();
      reader = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    LogReader open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }

  /// Inventory and journal as they are read.
  private final class Contents {
    private final Map<ResourceKey, Inventory.Entry> entries = new HashMap<>();
    private final Map<String, String> clusterIds = new HashMap<>();
    private final Journal journal = new Journal();
    private @Nullable Inventory copy;

    void add(ConsumerRecord<String, byte @Nullable []> message) throws IOException {
      copy = null;
      String key = message.key();
      byte[] value = message.value();
      if (message.topic().equals(topics.journal())) {
        journal.add(key, value);
      } else if (isCluster(key)) {
        if (value == null) {
          clusterIds.remove(key.substring(CLUSTER.length()));
        } else {
          clusterIds.put(key.substring(CLUSTER.length()), InventoryCodec.clusterId(value));
        }
      } else {
        ResourceKey resource = ResourceKey.parse(key);
        if (value == null) {
          entries.remove(resource);
        } else {
          entries.put(resource, InventoryCodec.entry(resource, value));
        }
      }
    }

    private static boolean isCluster(String key) {
      return key.startsWith(CLUSTER) && key.indexOf('/', CLUSTER.length()) < 0;
    }

    boolean isEmpty() {
      return entries.isEmpty() && clusterIds.isEmpty() && journal.isEmpty();
    }

    /// A copy; what is read later does not change it.
    Inventory inventory() {
      Inventory known = copy;
      if (known == null) {
        known =
            new Inventory(
                new HashMap<>(entries),
                journal.pending(),
                new HashMap<>(clusterIds),
                journal.intents());
        copy = known;
      }
      return known;
    }
  }
}
