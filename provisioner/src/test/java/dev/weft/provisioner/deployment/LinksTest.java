// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

  private static final String URL = "links.cloud.url=http://connect:8083\n";

  @TempDir private Path folder;

  private Deployment read(String text) throws IOException {
    Path file = folder.resolve("dev.properties");
    Files.writeString(file, text);
    return Deployment.read(file, Map.of("API_SECRET", "s3cret-value"));
  }

  private Link link(String text) throws IOException {
    return Objects.requireNonNull(read(text).links().get("cloud"));
  }

  private void assertRefused(String text, String... words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void readsWhatCopiesToACluster() throws IOException {
    Link link =
        link(
            URL
                + "links.cloud.source.onprem.bootstrap.servers=onprem:9092\n"
                + "links.cloud.target.bootstrap.servers=cloud:9092\n"
                + "links.cloud.settings.replication.factor=3\n");

    assertThat(link.type()).isEqualTo(Link.Type.CONNECT);
    assertThat(link.url()).isEqualTo(URI.create("http://connect:8083"));
    assertThat(link.login()).isNull();
    assertThat(link.sources())
        .isEqualTo(Map.of("onprem", Map.of("bootstrap.servers", "onprem:9092")));
    assertThat(link.targetSettings()).isEqualTo(Map.of("bootstrap.servers", "cloud:9092"));
    assertThat(link.settings()).isEqualTo(Map.of("replication.factor", "3"));
    assertThat(read("clusters.a.bootstrap.servers=b:1\n").links()).isEmpty();
  }

  @Test
  void handsReferencesOnToKafkaConnect() throws IOException {
    String jaas = "x required password=\"${file:/run/secrets/link:password}\";";

    Link link = link(URL + "links.cloud.source.onprem.sasl.jaas.config=" + jaas + "\n");

    assertThat(link.sources()).isEqualTo(Map.of("onprem", Map.of("sasl.jaas.config", jaas)));
  }

  @Test
  void resolvesReferencesForClusterLinking() throws IOException {
    Link link =
        link(
            URL
                + "links.cloud.type=confluent\n"
                + "links.cloud.source.onprem.sasl.jaas.config=x password=\"${env:API_SECRET}\";\n");

    assertThat(link.type()).isEqualTo(Link.Type.CONFLUENT);
    assertThat(link.sources())
        .isEqualTo(Map.of("onprem", Map.of("sasl.jaas.config", "x password=\"s3cret-value\";")));
    assertThat(link.toString()).doesNotContain("s3cret-value");
  }

  @Test
  void refusesSecretsInClear() {
    for (String key :
        new String[] {
          "source.onprem.sasl.jaas.config=x username=\"u\" password=\"hunter22\";",
          "source.onprem.sasl.oauthbearer.client.credentials.client.secret=hunter22",
          "target.ssl.keystore.password=hunter22",
          "settings.some.password=hunter22"
        }) {
      assertThatThrownBy(() -> read(URL + "links.cloud." + key + "\n"))
          .isInstanceOf(DeploymentException.class)
          .hasMessageContaining("holds a secret in clear")
          .hasMessageContaining("`links.cloud." + key.substring(0, key.indexOf('=')) + "`")
          .hasMessageNotContaining("hunter22");
    }
  }

  @Test
  void takesALoginWholeAndNeverShowsIt() throws IOException {
    Deployment deployment =
        read(URL + "links.cloud.user=u\nlinks.cloud.password=${env:API_SECRET}\n");
    Link link = Objects.requireNonNull(deployment.links().get("cloud"));

    assertThat(Objects.requireNonNull(link.login()).password()).isEqualTo("s3cret-value");
    assertThat(deployment + " " + link + " " + link.login()).doesNotContain("s3cret-value");
    assertRefused(URL + "links.cloud.user=u\n", "`links.cloud.password` is missing");
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused("links.cloud.type=connect\n", "`links.cloud.url` is missing");
    assertRefused("links.cloud.url=connect:8083\n", "`connect:8083` is no URL");
    assertRefused(URL + "links.cloud.typ=connect\n", "`links.cloud.typ`", "Did you mean `type`?");
    assertRefused(URL + "links.cloud.type=kafka\n", "Write `connect` or `confluent`");
    assertRefused(
        URL + "links.cloud.source.onprem=x\n",
        "Write `links.cloud.source.onprem.bootstrap.servers`");
    assertRefused("links.cloud=x\n", "Write `links.cloud.url`");
  }
}
