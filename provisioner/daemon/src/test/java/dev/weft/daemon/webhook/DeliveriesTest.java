// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.webhook.Deliveries.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveriesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String PUSH =
      "{\"ref\": \"refs/heads/main\", \"commits\": [{\"ref\": \"x\"}]}";

  private String secret = "It's a Secret to Everybody";
  private Instant now = NOON;
  private int looks;
  private final Deliveries deliveries = new Deliveries(() -> secret, () -> now, () -> looks++);

  private Answer take(Sender sender, Map<String, String> headers, byte[] body) {
    return deliveries.take(sender, name -> headers.getOrDefault(name, ""), body);
  }

  private Map<String, String> headers(Sender sender, String delivery, byte[] body)
      throws Exception {
    Map<String, String> headers = new HashMap<>();
    switch (sender) {
      case GITHUB -> {
        headers.put("X-GitHub-Delivery", delivery);
        headers.put("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(hmac(body)));
      }
      case GITEA -> {
        headers.put("X-Gitea-Delivery", delivery);
        headers.put("X-Gitea-Signature", HexFormat.of().formatHex(hmac(body)));
      }
      case GITLAB -> {
        headers.put("Idempotency-Key", delivery);
        headers.put("X-Gitlab-Token", secret);
      }
    }
    return headers;
  }

  private byte[] hmac(byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return mac.doFinal(body);
  }

  private Answer push(Sender sender, String delivery, String body) throws Exception {
    byte[] bytes = body.getBytes(UTF_8);
    return take(sender, headers(sender, delivery, bytes), bytes);
  }

  @ParameterizedTest
  @EnumSource
  void looksAtTheRepositoryOnceForEachDelivery(Sender sender) throws Exception {
    assertThat(push(sender, "1", PUSH).status()).isEqualTo(202);
    assertThat(looks).isEqualTo(1);

    assertThat(push(sender, "1", PUSH).message()).contains("taken before");
    assertThat(looks).isEqualTo(1);

    assertThat(push(sender, "2", PUSH).status()).isEqualTo(202);
    assertThat(looks).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void takesNothingThatIsNotSigned(Sender sender) throws Exception {
    byte[] body = PUSH.getBytes(UTF_8);
    assertThat(take(sender, Map.of(), body).status()).isEqualTo(401);
    Map<String, String> good = headers(sender, "1", body);
    for (String name : good.keySet()) {
      if (!name.contains("Delivery") && !name.contains("Key")) {
        Map<String, String> bad = new HashMap<>(good);
        bad.put(name, good.get(name).substring(1));
        assertThat(take(sender, bad, body).status()).isEqualTo(401);
      }
    }
    secret = "another";
    if (sender != Sender.GITLAB) {
      assertThat(take(sender, good, body).status()).isEqualTo(401);
    }
    assertThat(looks).isZero();
  }

  @Test
  void agreesWithTheExampleOfGitHubsDocumentation() {
    String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    Answer answer =
        take(
            Sender.GITHUB,
            Map.of("X-Hub-Signature-256", signature),
            "Hello, World!".getBytes(UTF_8));
    // Signed, but no JSON.
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void takesTheSignatureOfAStandardWebhookWhileItIsFresh() throws Exception {
    byte[] body = PUSH.getBytes(UTF_8);
    String time = Long.toString(NOON.getEpochSecond());
    byte[] signed = ("id-1." + time + "." + PUSH).getBytes(UTF_8);
    String signature = "v1," + Base64.getEncoder().encodeToString(hmac(signed));
    Map<String, String> headers =
        Map.of(
            "webhook-id",
            "id-1",
            "webhook-timestamp",
            time,
            "webhook-signature",
            "v1,bm9wZQ== " + signature);

    assertThat(take(Sender.GITLAB, headers, body).status()).isEqualTo(202);
    now = NOON.plus(Duration.ofMinutes(6));
    assertThat(take(Sender.GITLAB, headers, body).status()).isEqualTo(401);
    now = NOON;
    Map<String, String> otherId = new HashMap<>(headers);
    otherId.put("webhook-id", "id-2");
    otherId.put("X-Gitlab-Token", secret);
    assertThat(take(Sender.GITLAB, otherId, body).status()).isEqualTo(401);
  }

  @Test
  void leavesAloneWhatIsNotAboutABranch() throws Exception {
    assertThat(push(Sender.GITHUB, "1", "{\"zen\": \"Keep it simple.\"}").status()).isEqualTo(200);
    assertThat(push(Sender.GITHUB, "2", "{\"ref\": \"refs/tags/main\"}").status()).isEqualTo(200);
    assertThat(push(Sender.GITHUB, "3", "{\"a\": {\"ref\": \"refs/heads/main\"}}").status())
        .isEqualTo(200);
    assertThat(push(Sender.GITHUB, "4", "{\"ref\": [\"refs/heads/main\"]}").status())
        .isEqualTo(200);
    assertThat(looks).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "payload=%7B%7D", "{\"ref\": ", "{\"ref\": \"refs/heads/main\"", "\0"})
  void saysThatABodyIsNotJson(String body) throws Exception {
    assertThat(push(Sender.GITEA, "1", body).status()).isEqualTo(400);
    assertThat(looks).isZero();
  }

  @Test
  void readsNothingOfALargeBodyNotEvenItsSignature() throws Exception {
    byte[] large = new byte[Deliveries.MOST_BYTES + 1];
    assertThat(take(Sender.GITHUB, headers(Sender.GITHUB, "1", large), large).status())
        .isEqualTo(413);
  }

  @Test
  void isOffWithoutASecret() throws Exception {
    secret = "";
    byte[] body = PUSH.getBytes(UTF_8);
    assertThat(take(Sender.GITLAB, Map.of("X-Gitlab-Token", ""), body).status()).isEqualTo(404);
    assertThat(looks).isZero();
  }

  @Test
  void survivesAnythingThatIsSigned() throws Exception {
    var random = new SplittableRandom(11);
    for (int round = 0; round < 2_000; round++) {
      byte[] body = PUSH.getBytes(UTF_8);
      for (int change = random.nextInt(1, 6); change > 0; change--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      Answer answer = take(Sender.GITHUB, headers(Sender.GITHUB, "r" + round, body), body);
      assertThat(answer.status()).isIn(200, 202, 400);
    }
    String deep = "[".repeat(100_000);
    assertThat(push(Sender.GITHUB, "deep", "{\"a\": " + deep).status()).isEqualTo(400);
  }
}
