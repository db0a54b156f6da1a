// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanariesTest {

  private static final String SECRET = "s3cr3t/with+signs=é";

  @Test
  void findsASecretInEachFormAndPlace() {
    for (String before : List.of("", "x", "xy", "user:", "client_secret=")) {
      String whole = before + SECRET + " and more";
      byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
      for (String text :
          List.of(
              whole,
              URLEncoder.encode(whole, StandardCharsets.UTF_8),
              Base64.getEncoder().encodeToString(bytes),
              Base64.getUrlEncoder().encodeToString(bytes))) {
        assertThat(new Canaries().plant("secret", SECRET).heard("log", "a " + text).found())
            .as(text)
            .hasSize(1);
      }
    }
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(new Canaries().plant("secret", SECRET).heard("log", "s3cr3t").found()).isEmpty();
  }
}
