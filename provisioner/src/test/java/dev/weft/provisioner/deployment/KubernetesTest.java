// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The daemon's configuration in `k8s/base`, read as the daemon does.
class KubernetesTest {

  @TempDir private Path folder;

  @Test
  void hasNoKeyThatTheDaemonDoesNotKnow() throws IOException {
    Path manifests = Path.of(System.getProperty("weft.root", "..")).resolve("k8s/base");
    String text =
        Files.readString(manifests.resolve("provisioner.yaml"))
            .split("environment\\.properties: \\|\n", 2)[1]
            .lines()
            .takeWhile(line -> line.startsWith("    "))
            .map(String::strip)
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(folder.resolve("environment.properties"), text);

    Deployment deployment = Deployment.read(file, Map.of("WEFT_PROVISIONER_SECRET", "hidden"));

    assertThat(deployment.clusters()).containsExactly("onprem");
    assertThat(deployment.registry()).isPresent();
    assertThat(deployment.links().get("onprem"))
        .satisfies(link -> {
          assertThat(link.url()).hasToString("http://weft-links-connect-api:8083");
          // The workers read it, not the daemon.
          assertThat(link.targetSettings())
              .containsEntry(
                  "sasl.oauthbearer.client.credentials.client.secret",
                  "${dir:/mnt/weft-clients:weft-provisioner}");
        });
  }
}
