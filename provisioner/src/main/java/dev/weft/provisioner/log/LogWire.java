// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.kafka.ClusterAddress;
import java.util.Properties;

/// The clients with which the log reaches its brokers.
interface LogWire {

  /// A reader; the caller closes it.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when there is no server, or it does
  ///   not let us in
  LogReader reader();

  /// The writing end, not yet the only one; the caller closes it.
  ///
  /// @param who begins the message that another writer has taken over, such as `Run r1`
  Transactions transactions(String who, String environment);

  /// Creates the log's topics where they are missing.
  ///
  /// @throws LogWriteException when the topics are not there, not fit, or cannot be made
  void setUp();

  /// Real clients of a cluster.
  ///
  /// @param properties of a Kafka client of it
  record Kafka(LogTopics topics, ClusterAddress cluster, Properties properties) implements LogWire {

    @Override
    public LogReader reader() {
      return new LogReader(cluster, properties, System::nanoTime);
    }

    @Override
    public Transactions transactions(String who, String environment) {
      return Transactions.open(who, cluster, properties, environment);
    }

    @Override
    public void setUp() {
      new LogSetup(topics, cluster, properties).run();
    }
  }
}
