// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void silenceIsNotTheEndOfWaiting() {
    var state = new StackState(new StackFiles(folder.resolve("stack")));
    // Nobody listens on the port that the system keeps for itself.
    state.setPort(KeycloakServer.PORT, 1);

    Daemon.Status status = new Daemon(state).statusOrSilence();

    assertThat(status.hasSeen("0123abc")).isFalse();
    assertThat(status.isSynced()).isFalse();
    assertThat(status.message()).contains("keycloak does not answer");
  }
}
