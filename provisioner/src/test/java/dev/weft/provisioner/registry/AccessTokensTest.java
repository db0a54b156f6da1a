// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.registry.ScriptedServer.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

  private static final String SECRET = "s3cr:et/ü";

  private final AtomicInteger issued = new AtomicInteger();
  private volatile Instant now = Instant.EPOCH;
  private final InstantSource source = () -> now;
  private volatile int rejected;

  private Answer serve(String call, HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (call.equals("POST /token")) {
      String basic = "weft:s3cr%3Aet%2F%C3%BC";
      String expected =
          "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
      return expected.equals(authorization)
          ? Answer.json(
              200, "{\"access_token\":\"t" + issued.incrementAndGet() + "\",\"expires_in\":300}")
          : Answer.json(401, "{\"error\":\"unauthorized_client\"}");
    }
    return authorization == null || authorization.equals("Bearer t" + rejected)
        ? Answer.problem(401, "", "who are you?")
        : Answer.json(200, "{\"artifacts\":[],\"count\":0}");
  }

  private ApicurioRegistry registry(ScriptedServer server, String secret) {
    URI url = server.uri();
    return new ApicurioRegistry(
        new RegistryAccess(url, url.resolve("/token"), "weft", secret),
        source.withZone(ZoneOffset.UTC));
  }

  @Test
  void fetchesOneTokenForManyCallsAndRenewsItBeforeItEnds() {
    try (var server = new ScriptedServer(this::serve);
        var registry = registry(server, SECRET)) {
      assertThat(registry.observe(Set.of("a", "b", "c", "d")).artifacts()).isEmpty();
      now = Instant.EPOCH.plus(Duration.ofSeconds(269));
      assertThat(registry.observe(Set.of("a")).artifacts()).isEmpty();
      assertThat(issued).hasValue(1);

      now = Instant.EPOCH.plus(Duration.ofSeconds(270));
      assertThat(registry.observe(Set.of("a")).artifacts()).isEmpty();
      assertThat(issued).hasValue(2);
    }
  }

  @Test
  void fetchesAnotherTokenWhenTheRegistryRejectsOne() {
    rejected = 1;
    try (var server = new ScriptedServer(this::serve);
        var registry = registry(server, SECRET)) {
      assertThat(registry.observe(Set.of("a")).artifacts()).isEmpty();
      assertThat(issued).hasValue(2);
    }
  }

  @Test
  void namesTheClientAndNeverTheSecret() {
    try (var server = new ScriptedServer(this::serve);
        var registry = registry(server, "wr0ng")) {
      assertThatThrownBy(() -> registry.observe(Set.of("a")))
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("`weft`")
          .hasMessageContaining("unauthorized_client")
          .hasMessageNotContaining("wr0ng");
    }
  }

  @Test
  void keepsTheSecretOutOfItsText() {
    URI url = URI.create("http://localhost:1");

    assertThat(new RegistryAccess(url, url, "weft", SECRET).toString())
        .contains("weft")
        .doesNotContain(SECRET);
    assertThatThrownBy(
            () -> RegistryAccess.anonymous(URI.create("http://a:" + SECRET.substring(0, 4) + "@h")))
        .hasMessageNotContaining(SECRET.substring(0, 4));
    assertThatThrownBy(() -> new RegistryAccess(url, url, "weft", null))
        .hasMessageContaining("none of the three");
  }
}
