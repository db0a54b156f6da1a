// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/// Commits and keys that the real `git`, `ssh-keygen` and `gpg` made; see `make.sh` beside them.
final class Signed {

  /// A day after all of it was signed.
  static final Instant NEXT_DAY = Instant.parse("2026-03-02T08:00:00Z");

  private Signed() {}

  static byte[] bytes(String name) {
    try (InputStream in = Objects.requireNonNull(Signed.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] commit(String name) {
    return bytes(name + ".commit");
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.ISO_8859_1);
  }

  /// The keys of one kind and their owners.
  static Signers openPgp(String... names) {
    var text = new StringBuilder();
    for (String name : names) {
      text.append(text(name + ".asc"));
    }
    return PgpSigners.parse("keys.asc", text.toString());
  }

  static Signers ssh(String allowed) {
    return new SshSigners(AllowedSigner.parse("allowed_signers", allowed, ZoneOffset.UTC));
  }

  /// What is wrong with a commit, or `good: ` and the signer.
  static String judge(Signers signers, byte[] raw, Instant now) {
    SignedCommit commit = SignedCommit.of(raw);
    return said(signers.judge(commit.payload(), commit.signature(), now));
  }

  static String said(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Good(String signer) -> "good: " + signer;
      case Judgement.Bad(String why) -> why;
    };
  }

  /// The same with a byte of the message changed.
  static byte[] altered(byte[] raw) {
    byte[] copy = raw.clone();
    copy[copy.length - 2] ^= 1;
    return copy;
  }
}
