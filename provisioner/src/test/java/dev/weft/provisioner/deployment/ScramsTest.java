// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScramsTest {

  private static final List<String> COMMON =
      List.of(
          "clusters.onprem.bootstrap.servers=127.0.0.1:9092", "identity.secrets.directory=secrets");

  @TempDir private Path folder;

  private Deployment read(String... lines) throws IOException {
    Path file = folder.resolve("dev.properties");
    Files.write(file, COMMON);
    Files.write(file, List.of(lines), StandardOpenOption.APPEND);
    return Deployment.read(file, Map.of("PASSWORD", "hidden"));
  }

  @Test
  void readsHowApplicationsLogInWithoutAnIdentityProvider() throws IOException {
    Deployment deployment =
        read(
            "scram.onprem.mechanisms=SCRAM-SHA-512, SCRAM-SHA-256",
            "scram.onprem.credentials.bootstrap.servers=kafka.example.com:9094",
            "scram.onprem.credentials.ssl.truststore.password=${env:PASSWORD}",
            "identity.rotation.overlap=PT2H");

    assertThat(deployment.identity()).isEmpty();
    assertThat(deployment.scrams().get("onprem"))
        .satisfies(scram -> {
          assertThat(scram.mechanisms()).containsExactly("SCRAM-SHA-512", "SCRAM-SHA-256");
          assertThat(scram.iterations()).isEqualTo(8192);
          assertThat(scram.overlap()).isEqualTo(Duration.ofHours(2));
          assertThat(scram.credentials())
              .containsEntry("bootstrap.servers", "kafka.example.com:9094")
              .containsEntry("ssl.truststore.password", "hidden");
          assertThat(scram.secrets()).isEqualTo(new SecretStore.Folder(folder.resolve("secrets")));
        });
    assertThat(deployment.toString()).doesNotContain("hidden");
    assertThat(String.valueOf(deployment.scrams())).doesNotContain("hidden");
  }

  @Test
  void refusesWhatCannotWork() {
    assertRefused("names a cluster that has no `clusters.cloud.*`", "scram.cloud.mechanisms=X");
    assertRefused("has to name what the cluster's listener", "scram.onprem.iterations=8192");
    assertRefused("has to name what the cluster's listener", "scram.onprem.mechanisms=PLAIN");
    assertRefused(
        "has to name what the cluster's listener",
        "scram.onprem.mechanisms=SCRAM-SHA-256 SCRAM-SHA-256");
    assertRefused(
        "has to be a number from 8192 to 16384",
        "scram.onprem.mechanisms=SCRAM-SHA-256",
        "scram.onprem.iterations=4096");
    assertRefused(
        "Did you mean `scram.onprem.iterations`?",
        "scram.onprem.mechanisms=SCRAM-SHA-256",
        "scram.onprem.iteration=8192");
    assertRefused("names no property", "scram.onprem=SCRAM-SHA-256");
  }

  private void assertRefused(String words, String... lines) {
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining(words);
  }
}
