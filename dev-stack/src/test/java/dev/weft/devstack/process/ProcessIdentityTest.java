// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

  private static final long OURS = ProcessHandle.current().pid();

  @Test
  void findsALivingProcess() {
    assertThat(ProcessIdentity.of(OURS)).get().matches(ProcessIdentity::isAlive);
  }

  @Test
  void findsNoProcessThatHasEnded() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThat(ProcessIdentity.of(process.pid())).isEmpty();
  }

  @Test
  void tellsAProcessFromAnEarlierOneWithItsNumber() {
    var earlier = new ProcessIdentity(OURS, "another boot/12345");

    assertThat(earlier.isAlive()).isFalse();
  }

  @Test
  void readsBackWhatItWrote() {
    ProcessIdentity identity = ProcessIdentity.of(OURS).orElseThrow();

    assertThat(ProcessIdentity.parse(identity.line() + "\n")).isEqualTo(Optional.of(identity));
  }

  @Test
  void takesATruncatedLineForNothing() {
    assertThat(ProcessIdentity.parse("")).isEmpty();
    assertThat(ProcessIdentity.parse("12")).isEmpty();
    assertThat(ProcessIdentity.parse("-1 start")).isEmpty();
  }
}
