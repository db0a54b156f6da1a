// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SshSignersTest {

  private static final byte[] COMMIT = "tree 1\n\nHello\n".getBytes(StandardCharsets.UTF_8);

  private final Signers listed = Signed.ssh(Signed.text("allowed_signers"));
  private final TestSigner olivia = new TestSigner("olivia@example.org");

  @Test
  void acceptsWhatGitSignedWithEachKindOfKey() {
    assertThat(List.of("ssh-ed25519", "ssh-ecdsa256", "ssh-ecdsa384", "ssh-ecdsa521", "ssh-rsa"))
        .allSatisfy(name ->
            assertThat(Signed.judge(listed, Signed.commit(name), Signed.NEXT_DAY))
                .isEqualTo("good: " + name + "@example.org"));
  }

  @Test
  void refusesCommitsThatWereAlteredSinceWhateverTheKindOfKey() {
    assertThat(List.of("ssh-ed25519", "ssh-ecdsa256", "ssh-ecdsa384", "ssh-ecdsa521", "ssh-rsa"))
        .allSatisfy(name ->
            assertThat(Signed.judge(listed, Signed.altered(Signed.commit(name)), Signed.NEXT_DAY))
                .isEqualTo("is not of this commit"));
  }

  @Test
  void refusesKeysThatAreNotListed() {
    assertThat(Signed.judge(listed, Signed.commit("ssh-stranger"), Signed.NEXT_DAY))
        .startsWith("is of the SSH key SHA256:")
        .endsWith("which is not among the signers");
  }

  @Test
  void refusesWhatWasSignedAsAFile() {
    assertThat(
            Signed.said(
                listed.judge(
                    "content".getBytes(StandardCharsets.UTF_8),
                    Signed.text("ssh-file.sig"),
                    Signed.NEXT_DAY)))
        .isEqualTo("was made for `file` and not for Git");
  }

  @Test
  void refusesHashesAndAlgorithmsThatAreNotGoodEnough() {
    Signers signers = Signed.ssh(olivia.line(""));

    assertThat(
            judge(signers, olivia.sign(COMMIT, new TestSigner.Way("git", "sha1", "ssh-ed25519"))))
        .isEqualTo("cannot be used: its hash `sha1` is not known");
    assertThat(judge(signers, olivia.sign(COMMIT, new TestSigner.Way("git", "sha512", "ssh-rsa"))))
        .isEqualTo("cannot be used: it was made with SHA-1, which can be forged");
    assertThat(
            judge(
                signers, olivia.sign(COMMIT, new TestSigner.Way("git", "sha512", "rsa-sha2-512"))))
        .contains("it was made as `rsa-sha2-512` with a key of type `ssh-ed25519`");
  }

  @Test
  void goesByTheTimesOfTheLine() {
    Signers signers =
        Signed.ssh(olivia.line("valid-after=\"20260301Z\",valid-before=\"202604010000Z\""));
    String signature = olivia.sign(COMMIT);

    assertThat(judge(signers, signature, "2026-02-28T23:59:59Z"))
        .endsWith("is not good before 2026-03-01T00:00:00Z");
    assertThat(judge(signers, signature, "2026-03-01T00:00:00Z"))
        .isEqualTo("good: olivia@example.org");
    assertThat(judge(signers, signature, "2026-04-01T00:00:00Z"))
        .endsWith("was good until 2026-04-01T00:00:00Z");
  }

  @Test
  void goesByTheNamespacesOfTheLine() {
    String signature = olivia.sign(COMMIT);

    assertThat(judge(Signed.ssh(olivia.line("namespaces=\"file,g?t\"")), signature))
        .startsWith("good");
    assertThat(judge(Signed.ssh(olivia.line("namespaces=\"file,email\"")), signature))
        .endsWith("may not sign for `git`");
  }

  @Test
  void takesTheLineThatHoldsAmongSeveralOfAKey() {
    Signers signers = Signed.ssh(olivia.line("namespaces=\"file\"") + olivia.line(""));

    assertThat(judge(signers, olivia.sign(COMMIT))).startsWith("good");
  }

  @Test
  void saysWhichLineOfTheFileCannotBeUsed() {
    String good = "# Signers\n\n" + olivia.line("");

    assertThatThrownBy(() -> Signed.ssh(good + olivia.line("cert-authority")))
        .isInstanceOf(SignersException.class)
        .hasMessageContaining("allowed_signers:4")
        .hasMessageContaining("cert-authority");
    assertThatThrownBy(() -> Signed.ssh(good + olivia.line("valid-before=\"tomorrow\"")))
        .hasMessageContaining("`tomorrow` is no time");
    assertThatThrownBy(() -> Signed.ssh(good + olivia.line("no-touch-required")))
        .hasMessageContaining("there is no option `no-touch-required`");
    assertThatThrownBy(() -> Signed.ssh("olivia ssh-ed25519 AAAA\n"))
        .hasMessageContaining("allowed_signers:1");
    assertThatThrownBy(() -> Signed.ssh("olivia\n"))
        .hasMessageContaining("it is not `name[,name] [options] key-type key`");
  }

  @Test
  void endsOnGarbageWithASentence() {
    Signers signers = Signed.ssh(olivia.line(""));
    String frame = "-----BEGIN SSH SIGNATURE-----\n%s\n-----END SSH SIGNATURE-----";

    assertThat(List.of("", "AAAA", "!", "U1NIU0lHAAAAAf////8="))
        .allSatisfy(
            inner -> assertThat(judge(signers, frame.formatted(inner))).startsWith("cannot be"));
  }

  private static String judge(Signers signers, String signature) {
    return judge(signers, signature, "2026-03-02T08:00:00Z");
  }

  private static String judge(Signers signers, String signature, String now) {
    return Signed.said(signers.judge(COMMIT, signature, Instant.parse(now)));
  }
}
