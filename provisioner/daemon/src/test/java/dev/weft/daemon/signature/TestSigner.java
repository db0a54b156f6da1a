// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/// Somebody with an SSH key of their own, who signs commits.
public final class TestSigner {

  /// How a signature is made; what good ones have stands first.
  record Way(String namespace, String hash, String algorithm) {
    static final Way GOOD = new Way("git", "sha512", "ssh-ed25519");
  }

  private final String name;
  private final KeyPair pair;

  /// @param name principal of the signer
  public TestSigner(String name) {
    this.name = name;
    try {
      this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] blob() {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return SshWire.join(SshWire.string("ssh-ed25519"), SshWire.string(point));
  }

  /// The line of a file of allowed signers.
  ///
  /// @param options such as `namespaces="git"`, or nothing
  public String line(String options) {
    String key = Base64.getEncoder().encodeToString(blob());
    return String.join(" ", name, options, "ssh-ed25519", key, "\n").replace("  ", " ");
  }

  /// The armored signature of a commit.
  public String sign(byte[] payload) {
    return sign(payload, Way.GOOD);
  }

  String sign(byte[] payload, Way way) {
    byte[] magic = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    try {
      String digest = way.hash().equals("sha512") ? "SHA-512" : "SHA-256";
      byte[] signed =
          SshWire.join(
              magic,
              SshWire.string(way.namespace()),
              SshWire.string(""),
              SshWire.string(way.hash()),
              SshWire.string(MessageDigest.getInstance(digest).digest(payload)));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(signed);
      byte[] proper =
          SshWire.join(SshWire.string(way.algorithm()), SshWire.string(signature.sign()));
      byte[] all =
          SshWire.join(
              magic,
              new byte[] {0, 0, 0, 1},
              SshWire.string(blob()),
              SshWire.string(way.namespace()),
              SshWire.string(""),
              SshWire.string(way.hash()),
              SshWire.string(proper));
      return "-----BEGIN SSH SIGNATURE-----\n"
          + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(all)
          + "\n-----END SSH SIGNATURE-----";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
