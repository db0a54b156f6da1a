// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoresTest {

  private static final String IDENTITY =
      """
      clusters.onprem.bootstrap.servers=kafka:9092
      identity.url=https://login.example.com
      identity.realm=weft
      identity.client.id=weft-provisioner
      identity.client.secret=s3cr3t-of-weft
      """;

  @TempDir private Path folder;

  private Deployment read(String... lines) throws IOException {
    Path file = folder.resolve("prod.properties");
    Files.writeString(file, IDENTITY + String.join("\n", lines));
    return Deployment.read(file, Map.of());
  }

  private SecretStore store(String... lines) throws IOException {
    return read(lines).identity().orElseThrow().secrets();
  }

  @Test
  void knowsFoldersKubernetesAndVault() throws IOException {
    assertThat(store("identity.secrets.directory=apps"))
        .isEqualTo(new SecretStore.Folder(folder.resolve("apps")));
    assertThat(
            store(
                "identity.secrets.kubernetes.namespace=apps",
                "identity.secrets.kubernetes.token.file=/token",
                "identity.secrets.kubernetes.ca.file=/ca"))
        .isEqualTo(
            new SecretStore.Kubernetes(
                URI.create("https://kubernetes.default.svc"),
                "apps",
                Path.of("/token"),
                Path.of("/ca")));
    assertThat(
            store(
                "identity.secrets.vault.url=https://vault:8200",
                "identity.secrets.vault.token.file=vault-token",
                "identity.secrets.vault.path=weft/prod"))
        .isEqualTo(
            new SecretStore.Vault(
                URI.create("https://vault:8200"),
                "",
                "secret",
                "weft/prod",
                folder.resolve("vault-token"),
                "",
                "kubernetes",
                null));
  }

  @Test
  void wantsExactlyOnePlace() {
    assertThatThrownBy(() -> read()).hasMessageContaining("says nowhere where applications find");
    assertThatThrownBy(
            () -> read("identity.secrets.directory=a", "identity.secrets.kubernetes.namespace=b"))
        .hasMessageContaining("says more than once");
  }

  @Test
  void sendsSecretsNowhereInTheClear() {
    assertThatThrownBy(() ->
            read("identity.secrets.vault.url=http://vault:8200", "identity.secrets.vault.role=w"))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("`identity.secrets.vault.url` has to begin with https://");
  }

  @Test
  void refusesPathsThatLeadElsewhere() {
    assertThatThrownBy(() ->
            read(
                "identity.secrets.vault.url=https://vault",
                "identity.secrets.vault.role=w",
                "identity.secrets.vault.path=../sys"))
        .hasMessageContaining("`identity.secrets.vault.path` is no path");
    assertThatThrownBy(() -> read("identity.secrets.kubernetes.namespace=a/../b"))
        .hasMessageContaining("is no name of a namespace");
  }

  @Test
  void wantsToKnowHowToLogInToVault() {
    assertThatThrownBy(() -> read("identity.secrets.vault.url=https://vault"))
        .hasMessageContaining("how to log in to Vault");
  }
}
