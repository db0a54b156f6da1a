// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.deployment.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No output of any command shows a secret of the configuration, whatever goes wrong.
final class SecretsTest {

  private static final String CANARY = "canary-9f2c7b41";

  @TempDir private Path directory = Path.of("");
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void begin() {
    shell = new Shell(directory);
    shell.run("init", "mesh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan mesh --verbose",
        "who-can read x mesh --verbose",
        "feed mesh --verbose",
        "import mesh --topics x --domain shop --verbose"
      })
  void staysSecretWhenServersAreOutOfReach(String line) throws IOException {
    int port = unusedPort();
    Path samples = directory.resolve("mesh/domains/shop/orders/samples");
    Files.createDirectories(samples);
    Files.writeString(
        samples.resolve("orders.v1.jsonl"), "{\"value\": {\"id\": \"1\", \"at\": 1}}\n");
    configure("org.apache.kafka.common.security.plain.PlainLoginModule", "127.0.0.1:" + port, port);

    var done = run(line);

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out() + done.err()).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan mesh --verbose", "apply mesh --yes --verbose"})
  void staysSecretWhenTheConfigurationIsWrong(String line) throws IOException {
    configure("no.such.LoginModule", "127.0.0.1:1", 1);

    var done = run(line);

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).isNotEmpty();
    assertThat(done.out() + done.err()).doesNotContain(CANARY);
  }

  @Test
  void masksWhatALibraryRepeats() {
    var properties = new Properties();
    properties.put("sasl.jaas.config", "Module required password=\"" + CANARY + "\";");
    properties.put("ssl.keystore.password", "keystore-secret");
    properties.put("client.id", "weft");
    var secrets = new Secrets();

    secrets.add(properties);

    assertThat(secrets.mask("weft cannot use " + CANARY + " with keystore-secret"))
        .isEqualTo("weft cannot use **** with ****");
  }

  private Shell.Done run(String line) {
    var backend = new ProvisionerBackend(Clock.systemUTC(), directory, shell.secrets);
    return shell.runWith(backend, (line + " --env dev --config weft.properties").split(" "));
  }

  private void configure(String module, String bootstrap, int port) throws IOException {
    Files.writeString(
        directory.resolve("weft.properties"),
        """
        clusters.onprem.bootstrap.servers=%s
        clusters.onprem.security.protocol=SASL_PLAINTEXT
        clusters.onprem.sasl.mechanism=PLAIN
        clusters.onprem.sasl.jaas.config=%s required username="weft" password="%s";
        clusters.onprem.default.api.timeout.ms=600
        clusters.onprem.request.timeout.ms=300
        registry.url=http://127.0.0.1:%d
        registry.token.url=http://127.0.0.1:%d/token
        registry.client.id=weft
        registry.client.secret=%s
        """
            .formatted(bootstrap, module, CANARY, port, port, CANARY));
  }

  private static int unusedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
