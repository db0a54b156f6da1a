// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.testing.ClusterDriverContract;
import dev.weft.provisioner.testing.TestClusters;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract on real brokers, with the login that a deployment uses.
class KafkaClusterIT extends ClusterDriverContract {

  private static KafkaCluster cluster;

  @BeforeAll
  static void connect() {
    cluster = new KafkaCluster("onprem", TestClusters.onprem(), Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Override
  protected ClusterDriver driver() {
    return cluster;
  }
}
