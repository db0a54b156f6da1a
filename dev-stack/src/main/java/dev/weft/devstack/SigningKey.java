// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/// The key that signs the realm's tokens, made by us at the first run.
///
/// Brokers read its public half from a file. With the identity provider's own URL instead, a broker
/// would die at start while that provider is down, and would refuse the first login after every
/// change of its keys.
///
/// @param pem the private key, as the identity provider wants it
/// @param keyId how the identity provider names it in each token
/// @param jwks the public half as a JSON Web Key Set
record SigningKey(String pem, String keyId, String jwks) {

  private static final int BITS = 2048;
  private static final Base64.Encoder URL_SAFE = Base64.getUrlEncoder().withoutPadding();

  /// The key of this stack; makes it if there is none. Several servers ask at a time.
  static synchronized SigningKey of(StackFiles files) {
    try {
      Path file = files.signingKey();
      if (!Files.exists(file)) {
        PrivateFiles.write(file, generate());
      }
      SigningKey key = parse(Files.readString(file));
      PrivateFiles.write(files.publicKeys(), key.jwks());
      return key;
    } catch (IOException | GeneralSecurityException e) {
      throw new DevStackException("Cannot make or read the signing key of the realm.", e);
    }
  }

  /// Makes sure that the key and the file with its public half are there.
  static void ensure(StackFiles files) {
    SigningKey _ = of(files);
  }

  private static String generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  private static SigningKey parse(String pem) throws GeneralSecurityException {
    String body = pem.replaceAll("-----[A-Z ]+-----", "");
    KeyFactory factory = KeyFactory.getInstance("RSA");
    var privateKey =
        (RSAPrivateCrtKey)
            factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    var publicKey =
        (RSAPublicKey)
            factory.generatePublic(
                new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
    String keyId = URL_SAFE.encodeToString(digest);
    return new SigningKey(pem, keyId, jwks(publicKey, keyId));
  }

  private static String jwks(RSAPublicKey key, String keyId) {
    ObjectNode set = JsonHttp.JSON.createObjectNode();
    set.putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", keyId)
        .put("n", unsigned(key.getModulus()))
        .put("e", unsigned(key.getPublicExponent()));
    return set.toPrettyString() + "\n";
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int start = bytes[0] == 0 ? 1 : 0;
    byte[] magnitude = new byte[bytes.length - start];
    System.arraycopy(bytes, start, magnitude, 0, magnitude.length);
    return URL_SAFE.encodeToString(magnitude);
  }
}
