// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {

  @TempDir private Path folder = Path.of("");
  private StackFiles files = new StackFiles(folder);
  private StackState state = new StackState(files);

  @BeforeEach
  void locate() {
    files = new StackFiles(folder.resolve("stack"));
    state = new StackState(files);
  }

  @Test
  void keepsASecret() {
    String secret = state.secret("client.a");

    assertThat(new StackState(files).secret("client.a")).isEqualTo(secret);
    assertThat(secret).hasSize(24).isNotEqualTo(state.secret("client.b"));
  }

  @Test
  void showsSecretsToNobodyElse() throws IOException {
    state.secret("client.a");

    assertThat(permissions(files.secrets())).isEqualTo("rw-------");
    assertThat(permissions(files.root())).isEqualTo("rwx------");
  }

  @Test
  void keepsAPort() {
    var server = new PostgresServer(files, state, NoDistribution.INSTANCE);
    choose(server);
    int port = state.port(PostgresServer.PORT);

    choose(server);

    assertThat(state.port(PostgresServer.PORT)).isEqualTo(port);
  }

  @Test
  void leavesAPortThatSomebodyTook() throws IOException {
    var server = new PostgresServer(files, state, NoDistribution.INSTANCE);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      state.setPort(PostgresServer.PORT, taken.getLocalPort());

      choose(server);

      assertThat(state.port(PostgresServer.PORT)).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void makesTheSigningKeyOnce() throws IOException {
    SigningKey key = SigningKey.of(files);

    assertThat(SigningKey.of(files)).isEqualTo(key);
    assertThat(permissions(files.signingKey())).isEqualTo("rw-------");
    assertThat(JsonHttp.JSON.readTree(key.jwks()).at("/keys/0/kid").asText())
        .isEqualTo(key.keyId());
  }

  @Test
  void namesAClusterAlwaysTheSame() {
    assertThat(KafkaAccess.clusterIdOf("onprem"))
        .isEqualTo(KafkaAccess.clusterIdOf("onprem"))
        .hasSize(22)
        .doesNotStartWith("-")
        .isNotEqualTo(KafkaAccess.clusterIdOf("cloud"));
  }

  @Test
  void readsBackTheCredentialsItWrites() {
    Path file = files.credentials().resolve("a.properties");
    var properties = KafkaAccess.oauthProperties("http://127.0.0.1:1/token", "a", "secret");

    PrivateFiles.write(file, "A heading.", properties);

    assertThat(PrivateFiles.readProperties(file)).isEqualTo(properties);
  }

  private void choose(Server server) {
    new PortChoice(files, state, StackSpec.Ports.RANDOM, new Random(1)).choose(List.of(server));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
