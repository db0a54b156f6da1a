// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.driver.ObservationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// What a person is told when the control cluster does not answer, and how soon.
class LogReaderTest {

  @Test
  void namesTheClusterWhereNobodyListens() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThatThrownBy(() -> log(port).inventory())
        .isInstanceOf(ObservationException.class)
        .hasMessageStartingWith("Cluster `onprem` cannot be reached: `127.0.0.1:" + port + "` says")
        .hasMessageEndingWith("Is it running, and is `clusters.onprem.bootstrap.servers` right?");
    assertThatThrownBy(() -> log(port).begin("r1", "a@example.com", "dev", "4f2a9c"))
        .isInstanceOf(LogWriteException.class)
        .hasMessageContaining("Cluster `onprem` cannot be reached");
  }

  @Test
  void waitsForASilentServerAsLongAsConfigured() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      long before = System.nanoTime();

      assertThatThrownBy(() -> log(silent.getLocalPort()).inventory())
          .isInstanceOf(ObservationException.class)
          .hasMessageStartingWith(
              "The control-plane log on cluster `onprem` (127.0.0.1:%d) could not be asked for topic"
                  .formatted(silent.getLocalPort()))
          .hasMessageContaining("raise `default.api.timeout.ms` in `clusters.onprem.*`");

      // The default is half a minute.
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(25));
    }
  }

  private static KafkaControlPlaneLog log(int port) {
    var properties = new Properties();
    properties.put("bootstrap.servers", "127.0.0.1:" + port);
    properties.put("default.api.timeout.ms", "600");
    properties.put("request.timeout.ms", "300");
    return new KafkaControlPlaneLog("onprem", properties, Clock.systemUTC());
  }
}
