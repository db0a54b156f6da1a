// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesSinkTest extends SecretSinkContract {

  private static final String SECRET = "weft-" + NAME;

  @TempDir private Path folder;
  private final FakeKubernetes kubernetes = new FakeKubernetes();

  @AfterEach
  void ends() {
    kubernetes.close();
  }

  @Override
  SecretSink sink() throws IOException {
    return sink(FakeKubernetes.NAMESPACE, FakeKubernetes.TOKEN);
  }

  private SecretSink sink(String namespace, String token) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), token + "\n");
    return new KubernetesSink(
        new KubernetesSink.Settings(kubernetes.url(), namespace, "test", file, null));
  }

  @Test
  void marksWhatItMakesAndPutsAFileIntoIt() throws IOException {
    sink().write(NAME, SECOND);

    assertThat(kubernetes.value(SECRET, KubernetesSink.KEY)).contains("client.secret=an0ther\n");
    assertThat(kubernetes.labels(SECRET).toString())
        .contains("\"app.kubernetes.io/managed-by\":\"weft\"")
        .contains("\"weft.dev/environment\":\"test\"")
        .contains("\"weft.dev/application\":\"billing.invoice-runner\"");
  }

  @Test
  void leavesASecretOfSomebodyElseAlone() throws IOException {
    kubernetes.foreign(SECRET, KubernetesSink.KEY, "theirs");

    try (SecretSink sink = sink()) {
      assertThatThrownBy(() -> sink.requireWritable(NAME)).hasMessageContaining("somebody else's");
      assertThatThrownBy(() -> sink.write(NAME, FIRST)).hasMessageContaining("somebody else's");
      assertThatThrownBy(() -> sink.read(NAME)).hasMessageContaining("somebody else's");
      assertThatThrownBy(() -> sink.remove(NAME)).hasMessageContaining("somebody else's");
    }
    assertThat(kubernetes.value(SECRET, KubernetesSink.KEY)).isEqualTo("theirs");
  }

  @Test
  void takesNoFieldThatAnotherManagerHasTaken() throws IOException {
    try (SecretSink sink = sink()) {
      sink.write(NAME, FIRST);
      kubernetes.takeOver(SECRET, KubernetesSink.KEY, "theirs");

      assertThatThrownBy(() -> sink.write(NAME, SECOND))
          .isInstanceOfSatisfying(SinkException.class, e -> assertThat(e.isTransient()).isTrue())
          .hasMessageContaining("409, Conflict. Somebody else changed it");
    }
    assertThat(kubernetes.value(SECRET, KubernetesSink.KEY)).isEqualTo("theirs");
  }

  @Test
  void readsTheTokenAnewForEachCall() throws IOException {
    try (SecretSink sink = sink(FakeKubernetes.NAMESPACE, "an-old-one")) {
      assertThatThrownBy(() -> sink.read(NAME)).hasMessageContaining("401");
      Files.writeString(folder.resolve("token"), FakeKubernetes.TOKEN);

      assertThat(sink.read(NAME)).isEmpty();
    }
  }

  @Test
  void saysWhatIsMissingWhenItMayNot() throws IOException {
    try (SecretSink sink = sink("elsewhere", FakeKubernetes.TOKEN)) {
      assertThatThrownBy(() -> sink.write(NAME, FIRST))
          .isInstanceOfSatisfying(SinkException.class, e -> assertThat(e.isTransient()).isFalse())
          .hasMessageContaining("403, Forbidden. Let the service account `get`, `patch`")
          .message()
          .doesNotContain("s3cr3t");
    }
  }

  @Test
  void mayTryAgainWhenTheServerIsInTrouble() throws IOException {
    kubernetes.fail(FakeKubernetes.status(503, "ServiceUnavailable"));

    try (SecretSink sink = sink()) {
      assertThatThrownBy(() -> sink.read(NAME))
          .isInstanceOfSatisfying(SinkException.class, e -> assertThat(e.isTransient()).isTrue());
    }
  }

  @Test
  void isNotTalkedIntoAnEmptyAnswer() throws IOException {
    kubernetes.fail(new FakeServer.Reply(200, FakeServer.JSON.createObjectNode()));

    try (SecretSink sink = sink()) {
      assertThatThrownBy(() -> sink.read(NAME)).hasMessageContaining("could not read");
    }
  }
}
