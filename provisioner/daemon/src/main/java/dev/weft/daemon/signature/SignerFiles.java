// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of the deployment that say who may sign; read anew for each question, so that a signer
/// can be added or taken away without a restart.
///
/// @param openPgp public keys, armored; null for none
/// @param ssh allowed signers; null for none
public record SignerFiles(@Nullable Path openPgp, @Nullable Path ssh) {

  private static final long LARGEST = 4 << 20;

  /// Whether there are any: without one, nobody has to sign.
  public boolean isEmpty() {
    return openPgp == null && ssh == null;
  }

  /// The signers as the files have them now.
  ///
  /// @throws SignersException when one cannot be used
  Panel read() {
    var all = new ArrayList<Signers>();
    var texts = new StringBuilder();
    if (openPgp != null) {
      String text = text(openPgp);
      texts.append(text);
      all.add(PgpSigners.parse(openPgp.toString(), text));
    }
    if (ssh != null) {
      String text = text(ssh);
      texts.append('\0').append(text);
      all.add(new SshSigners(AllowedSigner.parse(ssh.toString(), text, ZoneId.systemDefault())));
    }
    return new Panel(all, texts.toString());
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new SignersException(file + " is larger than 4 MiB. Name the file of signers.");
      }
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new SignersException(file + " is no text. Export keys with `--armor`.", e);
    } catch (IOException e) {
      throw new SignersException(
          "The file of signers %s cannot be read (%s). Until it can be, nothing new is accepted."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  /// All signers together.
  ///
  /// @param text of the files, to tell whether they have changed
  record Panel(List<Signers> all, String text) {

    Panel {
      all = List.copyOf(all);
    }

    /// Judges a commit as Git stores it.
    Judgement judge(byte[] raw, Instant now) {
      SignedCommit commit;
      try {
        commit = SignedCommit.of(raw);
      } catch (IllegalArgumentException e) {
        return new Judgement.Bad(String.valueOf(e.getMessage()));
      }
      if (commit.signature().isEmpty()) {
        return new Judgement.Bad("is missing");
      }
      for (Signers signers : all) {
        if (signers.understands(commit.signature())) {
          return signers.judge(commit.payload(), commit.signature(), now);
        }
      }
      return new Judgement.Bad("is of a kind for which there are no signers here");
    }

    /// What is wrong with a commit's signature, as a sentence; empty when nothing is.
    String objection(byte[] raw, Instant now) {
      return switch (judge(raw, now)) {
        case Judgement.Good _ -> "";
        case Judgement.Bad(String why) -> "Its signature " + why + ".";
      };
    }
  }
}
