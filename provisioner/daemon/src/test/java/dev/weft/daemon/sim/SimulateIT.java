// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.process.Commands;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The simulation as people start it.
class SimulateIT {

  @Test
  void isStartedByTheLauncher() {
    Path launcher = Path.of("").toAbsolutePath().resolve("../../weft").normalize();

    // What is tested is what was built; a build would replace it under the tests.
    Commands.Result done =
        Commands.run(
            List.of(launcher.toString(), "simulate", "--seeds", "2", "--no-sweep"),
            Map.of("WEFT_BUILD", "never"));

    assertThat(done.output()).contains("2 seeds (1 to 2)", "0 violations");
    assertThat(done.status()).isZero();
  }
}
