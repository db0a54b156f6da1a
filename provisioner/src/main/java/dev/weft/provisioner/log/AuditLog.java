// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.kafka.ClusterAddress;
import java.util.List;
import java.util.Properties;

/// Reads the audit log of an environment.
public final class AuditLog {

  private final LogTopics topics;
  private final ClusterAddress cluster;
  private final Properties properties;

  /// Takes one record.
  @FunctionalInterface
  public interface Sink {
    /// @param place where it stands, such as `offset 12`
    /// @param value the record as it was written; nothing at all for one that was emptied
    void accept(String place, byte[] value);
  }

  /// @param cluster the name manifests use for the control cluster
  /// @param properties of a Kafka client of the control cluster
  public AuditLog(String cluster, Properties properties) {
    this(LogTopics.STANDARD, cluster, properties);
  }

  AuditLog(LogTopics topics, String cluster, Properties properties) {
    this.topics = topics;
    this.cluster = ClusterAddress.of(cluster, properties);
    this.properties = new Properties();
    this.properties.putAll(properties);
  }

  /// Reads every record, from the first to where the log ends now.
  ///
  /// @return whether there is such a log; without one nothing was ever applied
  /// @throws dev.weft.provisioner.driver.ObservationException when it could not be read in full
  public boolean read(Sink sink) {
    try (var reader = new LogReader(cluster, properties, System::nanoTime)) {
      if (!reader.exists(topics.audit())) {
        return false;
      }
      reader.read(
          List.of(topics.audit()),
          message -> {
            byte[] value = message.value();
            sink.accept("offset " + message.offset(), value == null ? new byte[0] : value);
          });
      return true;
    }
  }
}
