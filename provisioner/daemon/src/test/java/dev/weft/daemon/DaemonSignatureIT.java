// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.daemon.signature.TestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged daemon that follows only commits which one signer signed, on a real cluster.
class DaemonSignatureIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String GOOD = "{partitions: 1, retention: P2D}";

  @TempDir private Path folder;

  @Test
  void keepsTheSignedCommitInForceWhileTheBranchIsNotSigned() throws IOException {
    var olivia = new TestSigner("olivia@example.org");
    Path signers = Files.writeString(folder.resolve("signers"), olivia.line("namespaces=\"git\""));
    try (var mesh = new DaemonMesh(folder)) {
      mesh.repository.signedBy(olivia::sign);
      String signed = mesh.product("signed", GOOD).commit("Signed");
      try (DaemonProcess daemon =
          DaemonProcess.start(
                  mesh.stack,
                  mesh.repository.folder(),
                  folder,
                  "signatures",
                  Map.of("WEFT_SIGNATURES_SSH_FILE", signers.toString()))
              .untilReady()) {
        mesh.awaitTopic("signed");
        mesh.repository.signedBy(new TestSigner("stranger@example.org")::sign);
        String strange = mesh.product("strange", GOOD).commit("Of a stranger");

        await("refused; " + daemon.log())
            .atMost(PATIENCE)
            .until(() ->
                mesh.document("weft.status", "daemon/dev")
                    .path("source")
                    .path("reason")
                    .asText()
                    .equals("SignatureInvalid"));

        String token = mesh.stack.identity().serviceToken("weft-catalog");
        JsonNode status = daemon.status(token);
        assertThat(status.path("revision").asText()).isEqualTo(signed);
        assertThat(status.path("source").path("message").asText()).contains(strange);
        assertThat(status.path("message").asText()).contains("SignatureInvalid", "in force");
        assertThat(daemon.get("/q/metrics", null).body())
            .contains("weft_source_verified 0.0", "weft_source_refusals_total 1.0");
        await("audited").atMost(PATIENCE).until(() -> hasRefusal(mesh, strange));

        mesh.repository.signedBy(olivia::sign);
        mesh.product("strange", GOOD).commit("Olivia takes it over");
        mesh.awaitTopic("strange");
      }
    }
  }

  private static boolean hasRefusal(DaemonMesh mesh, String commit) {
    return mesh.values("weft.audit").stream()
        .anyMatch(value ->
            value.contains("\"action\":\"refuse\"")
                && value.contains("\"subject\":\"" + commit + "\"")
                && value.contains("which is not among the signers"));
  }
}
