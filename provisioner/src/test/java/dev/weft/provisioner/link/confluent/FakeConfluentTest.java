// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That the fake is as strict as it claims: a driver that strays from the published API is seen.
class FakeConfluentTest {

  private static final String LINK_BODY =
      "{\"configs\": [{\"name\": \"bootstrap.servers\", \"value\": \"b:9092\"}]}";

  private final FakeConfluent server = new FakeConfluent();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /links?link_name=m          | {\"config\": []}",
        "POST   | /links?link_name=m          | {\"configs\": [{\"key\": \"a\", \"value\": \"b\"}]}",
        "POST   | /links                      | {}",
        "POST   | /links?name=l               | {}",
        "PUT    | /links?link_name=l          | {}",
        "POST   | /links/l/mirrors            | {\"topic\": \"t\"}",
        "POST   | /links/l/mirrors            | {\"mirror_topic_name\": \"t\"}",
        "PUT    | /links/l/mirrors            | {\"source_topic_name\": \"t\"}",
        "POST   | /links/l/mirrors/promote    | {\"mirror_topic_names\": [\"t\"]}",
        "POST   | /links/l/mirrors:promote    | {\"topics\": [\"t\"]}",
        "POST   | /links/l/mirrors:stop       | {\"mirror_topic_names\": [\"t\"]}",
        "PUT    | /links/l/configs:alter      | {\"configs\": []}",
        "PUT    | /links/l/configs:alter      | {\"data\": [{\"name\": \"a\", \"operation\": \"ADD\"}]}",
        "GET    | /links?limit=3              | ''",
        "GET    | /mirrors                    | ''",
        "DELETE | /links/l/mirrors            | ''",
      })
  void refusesWhatIsNotPublished(String method, String path, String body) throws Exception {
    send("POST", "/links?link_name=l", LINK_BODY, FakeConfluent.SECRET);
    assertThat(server.violations).isEmpty();

    int status = send(method, path, body, FakeConfluent.SECRET);

    assertThat(status).isEqualTo(400);
    assertThat(server.violations).hasSize(1);
  }

  @Test
  void refusesWhoeverDoesNotLogIn() throws Exception {
    assertThat(send("GET", "/links", "", "wrong")).isEqualTo(401);
  }

  @Test
  void knowsOnlyItsOwnCluster() throws Exception {
    URI other = server.url().resolve("/kafka/v3/clusters/lkc-other/links");

    assertThat(send("GET", other, "", FakeConfluent.SECRET)).isEqualTo(404);
  }

  @Test
  void takesTheDocumentedWay() throws Exception {
    String mirror = "{\"source_topic_name\": \"t\"}";
    String names = "{\"mirror_topic_names\": [\"t\"]}";

    assertThat(send("POST", "/links?link_name=l", LINK_BODY, FakeConfluent.SECRET)).isEqualTo(204);
    assertThat(send("POST", "/links/l/mirrors", mirror, FakeConfluent.SECRET)).isEqualTo(204);
    assertThat(send("POST", "/links/l/mirrors:pause", names, FakeConfluent.SECRET)).isEqualTo(200);
    assertThat(send("POST", "/links/l/mirrors:failover", names, FakeConfluent.SECRET))
        .isEqualTo(200);
    assertThat(send("GET", "/links/l/mirrors/t", "", FakeConfluent.SECRET)).isEqualTo(200);
    assertThat(send("DELETE", "/links/l", "", FakeConfluent.SECRET)).isEqualTo(400);
    assertThat(send("DELETE", "/links/l?force=true", "", FakeConfluent.SECRET)).isEqualTo(204);
    assertThat(server.violations).isEmpty();
  }

  private int send(String method, String path, String body, String secret)
      throws IOException, InterruptedException {
    String base = "/kafka/v3/clusters/" + FakeConfluent.CLUSTER;
    return send(method, server.url().resolve(base + path), body, secret);
  }

  private int send(String method, URI uri, String body, String secret)
      throws IOException, InterruptedException {
    byte[] login = (FakeConfluent.KEY + ":" + secret).getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    if (body.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body));
    }
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
