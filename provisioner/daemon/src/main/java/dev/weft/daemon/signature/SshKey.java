// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// A public key of SSH, and what it verifies: Ed25519, ECDSA on the curves of NIST, RSA with SHA-2.
///
/// @param type as SSH calls it
/// @param blob as SSH encodes it
/// @param key as Java knows it
record SshKey(String type, byte[] blob, PublicKey key) {

  private static final String ED25519 = "ssh-ed25519";
  private static final String RSA = "ssh-rsa";
  private static final int SMALLEST_RSA = 2048;
  private static final int ED25519_BYTES = 32;

  private static final Map<String, Curve> CURVES =
      Map.of(
          "ecdsa-sha2-nistp256",
          new Curve("nistp256", "secp256r1", 32, "SHA256withECDSAinP1363Format"),
          "ecdsa-sha2-nistp384",
          new Curve("nistp384", "secp384r1", 48, "SHA384withECDSAinP1363Format"),
          "ecdsa-sha2-nistp521",
          new Curve("nistp521", "secp521r1", 66, "SHA512withECDSAinP1363Format"));

  private record Curve(String ssh, String java, int bytes, String algorithm) {}

  /// @throws IllegalArgumentException when it is no key, or one that is too weak or not known here
  static SshKey of(byte[] blob) {
    var wire = new SshWire(blob);
    String type = wire.text();
    try {
      PublicKey key = key(type, wire);
      wire.requireEnd();
      return new SshKey(type, blob.clone(), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it is not a key: " + e.getMessage(), e);
    }
  }

  private static PublicKey key(String type, SshWire wire) throws GeneralSecurityException {
    if (type.equals(ED25519)) {
      byte[] point = wire.string();
      if (point.length != ED25519_BYTES) {
        throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
      }
      return edwards(point);
    }
    if (type.equals(RSA)) {
      BigInteger exponent = wire.natural();
      BigInteger modulus = wire.natural();
      if (modulus.bitLength() < SMALLEST_RSA) {
        throw new IllegalArgumentException(
            "an RSA key of %d bits is too weak; use one of %d or more, or Ed25519"
                .formatted(modulus.bitLength(), SMALLEST_RSA));
      }
      return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }
    Curve curve = CURVES.get(type);
    if (curve == null) {
      throw new IllegalArgumentException(
          "keys of type `%s` are not known here; use ssh-ed25519, ecdsa-sha2-nistp256, -384, -521 or ssh-rsa"
              .formatted(type));
    }
    if (!wire.text().equals(curve.ssh())) {
      throw new IllegalArgumentException("it names another curve than its type");
    }
    return weierstrass(curve, wire.string());
  }

  private static PublicKey edwards(byte[] point) throws GeneralSecurityException {
    byte[] bigEndian = new byte[ED25519_BYTES];
    for (int i = 0; i < ED25519_BYTES; i++) {
      bigEndian[i] = point[ED25519_BYTES - 1 - i];
    }
    boolean isOdd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(isOdd, new BigInteger(1, bigEndian))));
  }

  private static PublicKey weierstrass(Curve curve, byte[] point) throws GeneralSecurityException {
    if (point.length != 1 + 2 * curve.bytes() || point[0] != 4) {
      throw new IllegalArgumentException("its point is not an uncompressed one of its curve");
    }
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve.java()));
    var at =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + curve.bytes())),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + curve.bytes(), point.length)));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(at, parameters.getParameterSpec(ECParameterSpec.class)));
  }

  /// Whether a signature of SSH is this key's.
  ///
  /// @param signature name of the algorithm, and the signature proper
  /// @throws IllegalArgumentException when it is of an algorithm that is not good enough, or broken
  boolean verifies(byte[] payload, byte[] signature) {
    var wire = new SshWire(signature);
    String name = wire.text();
    byte[] proper = wire.string();
    wire.requireEnd();
    try {
      Signature verifier = Signature.getInstance(algorithm(name));
      verifier.initVerify(key);
      verifier.update(payload);
      Curve curve = CURVES.get(type);
      return verifier.verify(curve == null ? proper : fixed(curve, proper));
    } catch (java.security.SignatureException _) {
      // What cannot be a signature of this kind of key is none of this key.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot verify " + name, e);
    }
  }

  private String algorithm(String name) {
    Curve curve = CURVES.get(type);
    if (curve != null && name.equals(type)) {
      return curve.algorithm();
    }
    if (type.equals(ED25519) && name.equals(ED25519)) {
      return "Ed25519";
    }
    if (type.equals(RSA) && name.equals("rsa-sha2-512")) {
      return "SHA512withRSA";
    }
    if (type.equals(RSA) && name.equals("rsa-sha2-256")) {
      return "SHA256withRSA";
    }
    throw new IllegalArgumentException(
        name.equals(RSA)
            ? "it was made with SHA-1, which can be forged"
            : "it was made as `%s` with a key of type `%s`".formatted(name, type));
  }

  /// The two numbers of an ECDSA signature at their full length.
  private static byte[] fixed(Curve curve, byte[] proper) {
    var wire = new SshWire(proper);
    byte[] fixed = new byte[2 * curve.bytes()];
    for (int i = 1; i <= 2; i++) {
      byte[] number = wire.natural().toByteArray();
      int skipped = number.length > 1 && number[0] == 0 ? 1 : 0;
      int length = number.length - skipped;
      if (length > curve.bytes()) {
        throw new IllegalArgumentException("its numbers are too large for its curve");
      }
      System.arraycopy(number, skipped, fixed, i * curve.bytes() - length, length);
    }
    wire.requireEnd();
    return fixed;
  }

  /// As `ssh-keygen -l` shows it.
  String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Whether it is the same key.
  boolean isSame(SshKey other) {
    return Arrays.equals(blob, other.blob);
  }
}
