// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/// Says in a second what a Kafka client says after half a minute of silence: nobody is there.
final class Reachability {

  private static final int PATIENCE_MS = 3_000;

  private Reachability() {}

  /// Returns when one of the servers takes a connection.
  ///
  /// @param servers `host:port`, separated by commas
  /// @throws ObservationException when none does, with what each of them said
  static void require(String cluster, String servers) {
    List<String> complaints = new ArrayList<>();
    for (String server : servers.split(",")) {
      String complaint = complaint(server.strip());
      if (complaint.isEmpty()) {
        return;
      }
      complaints.add(complaint);
    }
    throw new ObservationException(
        "Cluster `%s` cannot be reached: %s. Is it running, and is `clusters.%s.bootstrap.servers` right?"
            .formatted(cluster, String.join("; ", complaints), cluster));
  }

  private static String complaint(String server) {
    int colon = server.lastIndexOf(':');
    if (colon < 1) {
      return "`" + server + "` is not host:port";
    }
    String host = server.substring(0, colon).replace("[", "").replace("]", "");
    try (var socket = new Socket()) {
      int port = Integer.parseInt(server.substring(colon + 1));
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
      return "";
    } catch (UnknownHostException _) {
      return "`" + server + "` is an unknown host";
    } catch (NumberFormatException _) {
      return "`" + server + "` is not host:port";
    } catch (IOException | IllegalArgumentException e) {
      return "`" + server + "` says: " + e.getMessage();
    }
  }
}
