// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.log.ControlPlaneLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeControlPlaneLogTest extends ControlPlaneLogContract {

  private final FakeControlPlaneLog fake = new FakeControlPlaneLog();

  @Override
  protected ControlPlaneLog log() {
    return fake;
  }

  @Override
  protected String environment() {
    return "test";
  }

  @Test
  void diesBeforeWritingAfterSoManyCalls() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      fake.dyingAfter(1);
      run.record(List.of(), List.of(TOPIC), List.of());

      assertThatThrownBy(() -> run.record(List.of(), List.of(BINDINGS), List.of()))
          .isInstanceOf(FakeCrash.class);
    }
    assertThat(fake.inventory().entries()).containsOnlyKeys(TOPIC.key());
  }

  @Test
  void failsToBeReadOnDemand() {
    fake.blindedBy("connection refused");

    assertThatThrownBy(fake::inventory)
        .isInstanceOf(ObservationException.class)
        .hasMessageContaining("connection refused");
  }
}
