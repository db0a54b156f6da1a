// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A Git host, and how it proves that a delivery is its own. Each as its documentation says.
enum Sender {
  /// `X-Hub-Signature-256`: `sha256=` and the hexadecimal HMAC of the body.
  GITHUB("X-GitHub-Delivery"),
  /// `X-Gitea-Signature`: the hexadecimal HMAC of the body. Forgejo sends it, too.
  GITEA("X-Gitea-Delivery"),
  /// `webhook-signature`: `v1,` and the HMAC of id, time and body in Base64; where the host is set
  /// up with a plain secret, `X-Gitlab-Token`: that very secret.
  GITLAB("Idempotency-Key");

  private static final String ALGORITHM = "HmacSHA256";
  private static final String ENCODED_KEY = "whsec_";
  private static final Duration LATEST = Duration.ofMinutes(5);

  private final String delivery;

  Sender(String delivery) {
    this.delivery = delivery;
  }

  /// By its name in an address; empty for one that is not known.
  static Optional<Sender> of(String name) {
    for (Sender sender : values()) {
      if (sender.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(sender);
      }
    }
    return Optional.empty();
  }

  /// What tells a delivery from others; empty when the host did not say.
  String delivery(UnaryOperator<String> headers) {
    return headers.apply(delivery);
  }

  /// Whether who sent the body knows the secret.
  ///
  /// @param headers the value of a header by its name; empty when there is none
  boolean isSigned(String secret, UnaryOperator<String> headers, byte[] body, Instant now) {
    return switch (this) {
      case GITHUB ->
          isEqual("sha256=" + hex(hmac(bytes(secret), body)), headers.apply("X-Hub-Signature-256"));
      case GITEA -> isEqual(hex(hmac(bytes(secret), body)), headers.apply("X-Gitea-Signature"));
      case GITLAB ->
          headers.apply("webhook-signature").isEmpty()
              ? isEqual(secret, headers.apply("X-Gitlab-Token"))
              : isSignedByStandard(secret, headers, body, now);
    };
  }

  private static boolean isSignedByStandard(
      String secret, UnaryOperator<String> headers, byte[] body, Instant now) {
    String time = headers.apply("webhook-timestamp");
    if (!time.matches("[0-9]{1,12}")
        || Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now)
                .abs()
                .compareTo(LATEST)
            > 0) {
      return false;
    }
    byte[] head = bytes(headers.apply("webhook-id") + "." + time + ".");
    String wanted = "v1," + Base64.getEncoder().encodeToString(hmac(key(secret), head, body));
    boolean isAny = false;
    // Several while a secret is rotated; all are compared, so that time tells nothing.
    for (String signature : headers.apply("webhook-signature").split(" ", 8)) {
      isAny |= isEqual(wanted, signature);
    }
    return isAny;
  }

  private static byte[] key(String secret) {
    if (secret.startsWith(ENCODED_KEY)) {
      try {
        return Base64.getDecoder().decode(secret.substring(ENCODED_KEY.length()));
      } catch (IllegalArgumentException _) {
        // Not one that is written in Base64 after all.
        return bytes(secret);
      }
    }
    return bytes(secret);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static boolean isEqual(String wanted, String given) {
    return MessageDigest.isEqual(bytes(wanted), bytes(given));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
