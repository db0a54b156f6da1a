// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What every place for secrets has to do.
abstract class SecretSinkContract {

  static final String NAME = "billing.invoice-runner";
  static final TreeMap<String, String> FIRST =
      new TreeMap<>(Map.of("client.id", NAME, "client.secret", "s3cr3t=\\with: signs\nand lines"));
  static final TreeMap<String, String> SECOND =
      new TreeMap<>(Map.of("client.id", NAME, "client.secret", "an0ther"));

  abstract SecretSink sink() throws IOException;

  @Test
  void hasNothingAtFirst() throws IOException {
    try (SecretSink sink = sink()) {
      assertThat(sink.read(NAME)).isEmpty();
      sink.remove(NAME);
      assertThat(sink.read(NAME)).isEmpty();
    }
  }

  @Test
  void givesBackWhatWasHandedOver() throws IOException {
    try (SecretSink sink = sink()) {
      sink.write(NAME, FIRST);

      assertThat(sink.read(NAME)).contains(FIRST);
      assertThat(sink.read("billing.other")).isEmpty();
    }
  }

  @Test
  void replacesAllOfIt() throws IOException {
    try (SecretSink sink = sink()) {
      sink.write(NAME, FIRST);
      sink.write(NAME, SECOND);

      assertThat(sink.read(NAME)).contains(SECOND);
    }
  }

  @Test
  void takesItBackAndMayHandItOverAgain() throws IOException {
    try (SecretSink sink = sink()) {
      sink.write(NAME, FIRST);
      sink.remove(NAME);
      boolean isGone = sink.read(NAME).isEmpty();
      sink.write(NAME, SECOND);

      assertThat(isGone).isTrue();
      assertThat(sink.read(NAME)).contains(SECOND);
    }
  }

  @Test
  void asksWhetherItMayWriteWithoutWriting() throws IOException {
    try (SecretSink sink = sink()) {
      sink.requireWritable(NAME);
      boolean isEmpty = sink.read(NAME).isEmpty();
      sink.write(NAME, FIRST);
      sink.requireWritable(NAME);

      assertThat(isEmpty).isTrue();
      assertThat(sink.read(NAME)).contains(FIRST);
    }
  }

  @Test
  void saysNothingSecretOfItself() throws IOException {
    try (SecretSink sink = sink()) {
      sink.write(NAME, FIRST);

      assertThat(sink.toString()).doesNotContain("s3cr3t", FakeVault.TOKEN, FakeKubernetes.TOKEN);
    }
  }
}
