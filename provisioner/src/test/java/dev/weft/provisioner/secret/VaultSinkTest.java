// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.secret.VaultSink.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultSinkTest extends SecretSinkContract {

  @TempDir private Path folder;
  private final FakeVault vault = new FakeVault();

  @AfterEach
  void ends() {
    vault.close();
  }

  @Override
  SecretSink sink() throws IOException {
    return sink(new Login.Token(Files.writeString(folder.resolve("token"), FakeVault.TOKEN)));
  }

  private SecretSink sink(Login login) {
    return new VaultSink(
        new VaultSink.Settings(vault.url(), "data/team", "secret", "weft/test", login, null));
  }

  private Login.Kubernetes account(String jwt) throws IOException {
    return new Login.Kubernetes(
        "kubernetes", "weft", Files.writeString(folder.resolve("jwt"), jwt));
  }

  @Test
  void keepsEachPropertyUnderItsName() throws IOException {
    sink().write(NAME, SECOND);

    assertThat(vault.data(NAME).path("client.secret").asText()).isEqualTo("an0ther");
    assertThat(vault.data(NAME).path(VaultSink.MARK).asText()).isEqualTo("weft");
  }

  @Test
  void removesAllVersions() throws IOException {
    try (SecretSink sink = sink()) {
      sink.write(NAME, FIRST);
      sink.write(NAME, SECOND);
      sink.remove(NAME);
    }

    assertThat(vault.has(NAME)).isFalse();
  }

  @Test
  void goesOnFromAVersionThatSomebodyDeleted() throws IOException {
    try (SecretSink sink = sink()) {
      sink.write(NAME, FIRST);
      vault.deleteNewest(NAME);
      boolean isMissing = sink.read(NAME).isEmpty();
      sink.write(NAME, SECOND);

      assertThat(isMissing).isTrue();
    }
    assertThat(vault.version(NAME)).isEqualTo(2);
  }

  @Test
  void leavesASecretOfSomebodyElseAlone() throws IOException {
    vault.put(NAME, Map.of("password", "theirs"));

    try (SecretSink sink = sink()) {
      assertThatThrownBy(() -> sink.write(NAME, FIRST)).hasMessageContaining("somebody else's");
      assertThatThrownBy(() -> sink.remove(NAME)).hasMessageContaining("somebody else's");
    }
    assertThat(vault.data(NAME).path("password").asText()).isEqualTo("theirs");
  }

  @Test
  void losesAgainstAWriteInBetweenAndSaysSo() throws IOException {
    try (SecretSink sink = sink()) {
      vault.fail(FakeVault.errors(404));
      vault.put(NAME, Map.of("password", "theirs"));

      assertThatThrownBy(() -> sink.write(NAME, FIRST))
          .isInstanceOfSatisfying(SinkException.class, e -> assertThat(e.isTransient()).isTrue())
          .hasMessageContaining("status 400. Somebody else changed it meanwhile.");
    }
    assertThat(vault.data(NAME).path("password").asText()).isEqualTo("theirs");
  }

  @Test
  void logsInAsAServiceAccountAndAgainWhenItsTokenHasEnded() throws IOException {
    try (SecretSink sink = sink(account(FakeVault.JWT))) {
      sink.write(NAME, FIRST);
      sink.write(NAME, SECOND);
      int before = vault.logins();
      vault.revokeLogins();

      assertThat(sink.read(NAME)).contains(SECOND);
      assertThat(before).isEqualTo(1);
      assertThat(vault.logins()).isEqualTo(2);
    }
  }

  @Test
  void saysWhatToCheckWhenItCannotLogIn() throws IOException {
    try (SecretSink sink = sink(account("another"))) {
      assertThatThrownBy(() -> sink.read(NAME))
          .hasMessageContaining("did not let role `weft` log in at `auth/kubernetes`: status 403");
    }
  }

  @Test
  void saysBeforehandThatItMayNotWrite() throws IOException {
    vault.isReadOnly = true;

    try (SecretSink sink = sink()) {
      assertThatThrownBy(() -> sink.requireWritable(NAME))
          .hasMessageContaining("does not let Weft write `secret/data/weft/test/" + NAME);
    }
  }

  @Test
  void mayTryAgainWhileVaultIsSealed() throws IOException {
    vault.fail(FakeVault.errors(503, "Vault is sealed"));

    try (SecretSink sink = sink()) {
      assertThatThrownBy(() -> sink.read(NAME))
          .isInstanceOfSatisfying(SinkException.class, e -> assertThat(e.isTransient()).isTrue())
          .hasMessageContaining("sealed");
    }
  }

  @Test
  void takesNoRefusalForNothing() throws IOException {
    vault.fail(FakeVault.errors(403, "permission denied"));

    try (SecretSink sink = sink()) {
      assertThatThrownBy(() -> sink.read(NAME)).hasMessageContaining("Check the login");
    }
  }
}
