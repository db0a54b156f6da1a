// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Proofs that a request comes from our own pages: only they can read what `/me` answers.
///
/// A proof is bound to the person and to the session at the identity provider, so nothing has to be
/// kept, and it lasts as long as the session does.
@RequestScoped
class CsrfTokens {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecurityIdentity identity;
  private final String secret;

  CsrfTokens(
      SecurityIdentity identity,
      @ConfigProperty(name = "quarkus.oidc.credentials.secret", defaultValue = "") String secret) {
    this.identity = identity;
    this.secret = secret;
  }

  /// The proof of the present session; empty when there is none.
  String current() {
    if (secret.isEmpty() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
      return "";
    }
    Object session = token.getClaim("sid");
    return sign(token.getSubject() + "\n" + (session == null ? "" : session));
  }

  /// Whether this is the proof of the present session.
  boolean accepts(String proof) {
    String expected = current();
    return !expected.isEmpty()
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), proof.getBytes(StandardCharsets.UTF_8));
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(
          new SecretKeySpec(("weft csrf " + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
