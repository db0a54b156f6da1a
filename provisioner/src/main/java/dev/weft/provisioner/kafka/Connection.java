// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// The clients of one cluster, made when they are first needed and kept: a TLS or token handshake
/// costs more than most calls.
///
/// Reads and writes have a client each. The reading one repeats calls by itself. The writing one
/// must not: a client that sends a create again after a lost answer turns its own success into
/// "already exists".
final class Connection implements AutoCloseable {

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final ClusterAddress address;
  private final Properties properties;
  private @Nullable Admin reading;
  private @Nullable Admin writing;

  Connection(String cluster, Properties properties) {
    this.address = ClusterAddress.of(cluster, properties);
    this.properties = new Properties();
    this.properties.putAll(properties);
  }

  String cluster() {
    return address.name();
  }

  /// Where it is and who we are there, for messages.
  ClusterAddress address() {
    return address;
  }

  /// The client for reads.
  ///
  /// @throws ObservationException when there is no server, or it does not let us in
  synchronized Admin reads() {
    Admin admin = reading;
    if (admin == null) {
      admin = create(properties);
      reading = admin;
    }
    return admin;
  }

  /// The client for writes, which sends everything at most once.
  ///
  /// @throws ObservationException when there is no server, or it does not let us in
  synchronized Admin writes() {
    Admin admin = writing;
    if (admin == null) {
      var once = new Properties();
      once.putAll(properties);
      once.put(AdminClientConfig.RETRIES_CONFIG, "0");
      admin = create(once);
      writing = admin;
    }
    return admin;
  }

  private Admin create(Properties settings) {
    address.requireReachable();
    try {
      return Admin.create(settings);
    } catch (KafkaException e) {
      throw new ObservationException(Words.noClient(this, e), e);
    }
  }

  @Override
  public synchronized void close() {
    Admin first = reading;
    Admin second = writing;
    reading = null;
    writing = null;
    if (first != null) {
      first.close(FAREWELL);
    }
    if (second != null) {
      second.close(FAREWELL);
    }
  }
}
