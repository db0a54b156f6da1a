// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Those who may sign with a key of SSH: signatures as `ssh-keygen -Y sign -n git` makes them
/// (OpenSSH's PROTOCOL.sshsig).
final class SshSigners implements Signers {

  private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
  private static final String END = "-----END SSH SIGNATURE-----";
  private static final byte[] MAGIC = {'S', 'S', 'H', 'S', 'I', 'G'};
  private static final String GIT = "git";

  private final List<AllowedSigner> allowed;

  SshSigners(List<AllowedSigner> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /// What is in the armor.
  private record Content(
      SshKey key, String namespace, byte[] reserved, String hash, byte[] proper) {

    static Content of(String armored) {
      String text = armored.strip();
      if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
        throw new IllegalArgumentException("its frame is broken");
      }
      String inner = text.substring(BEGIN.length(), text.length() - END.length());
      var wire = new SshWire(Base64.getDecoder().decode(inner.replaceAll("\\s", "")));
      if (!Arrays.equals(wire.raw(MAGIC.length), MAGIC) || wire.number() != 1) {
        throw new IllegalArgumentException("its format is not known");
      }
      SshKey key = SshKey.of(wire.string());
      var content = new Content(key, wire.text(), wire.string(), wire.text(), wire.string());
      wire.requireEnd();
      return content;
    }

    byte[] signed(byte[] payload) {
      return SshWire.join(
          MAGIC,
          SshWire.string(namespace),
          SshWire.string(reserved),
          SshWire.string(hash),
          SshWire.string(digest(payload)));
    }

    private byte[] digest(byte[] payload) {
      String algorithm =
          switch (hash) {
            case "sha256" -> "SHA-256";
            case "sha512" -> "SHA-512";
            default -> throw new IllegalArgumentException("its hash `" + hash + "` is not known");
          };
      try {
        return MessageDigest.getInstance(algorithm).digest(payload);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has " + algorithm, e);
      }
    }
  }

  @Override
  public boolean understands(String signature) {
    return signature.startsWith(BEGIN);
  }

  @Override
  public Judgement judge(byte[] payload, String signature, Instant now) {
    try {
      Content content = Content.of(signature);
      if (!content.namespace().equals(GIT)) {
        return new Judgement.Bad(
            "was made for `%s` and not for Git".formatted(plain(content.namespace())));
      }
      if (!content.key().verifies(content.signed(payload), content.proper())) {
        return new Judgement.Bad("is not of this commit");
      }
      return signer(content.key(), now);
    } catch (IllegalArgumentException e) {
      return new Judgement.Bad("cannot be used: " + e.getMessage());
    }
  }

  /// Lines that do not hold now or not for Git say why, unless another one holds.
  private Judgement signer(SshKey key, Instant now) {
    Judgement found =
        new Judgement.Bad(
            "is of the SSH key %s, which is not among the signers".formatted(key.fingerprint()));
    for (AllowedSigner line : allowed) {
      if (line.key().isSame(key)) {
        found = line.judge(GIT, now);
        if (found instanceof Judgement.Good) {
          return found;
        }
      }
    }
    return found;
  }

  private static String plain(String text) {
    return text.replaceAll("[^A-Za-z0-9@._-]", "?");
  }
}
