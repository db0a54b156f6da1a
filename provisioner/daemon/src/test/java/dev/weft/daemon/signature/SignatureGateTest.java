// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.signature.SignatureGate.Extent;
import dev.weft.git.testing.TestRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureGateTest {

  @TempDir private Path folder;

  private final TestSigner olivia = new TestSigner("olivia@example.org");
  private final TestSigner host = new TestSigner("host@example.org");
  private final TestSigner stranger = new TestSigner("stranger@example.org");

  @SuppressWarnings("NullAway.Init") // made before each test
  private TestRepository repository;

  @BeforeEach
  void begins() throws IOException {
    repository = TestRepository.create(folder.resolve("mesh.git"));
    signers(olivia.line("") + host.line(""));
  }

  @AfterEach
  void ends() {
    repository.close();
  }

  private void signers(String lines) throws IOException {
    Files.writeString(folder.resolve("signers"), lines);
  }

  private SignatureGate gate(Extent extent) {
    return gate(extent, null);
  }

  private SignatureGate gate(Extent extent, @Nullable ObjectId trusted) {
    return new SignatureGate(
        new SignerFiles(null, folder.resolve("signers")),
        extent,
        new AcceptedCommit(folder.resolve("accepted"), "main"),
        trusted,
        Clock.fixed(Signed.NEXT_DAY, ZoneOffset.UTC));
  }

  private ObjectId commit(@Nullable TestSigner signer, ObjectId... parents) throws IOException {
    repository.signedBy(signer == null ? null : signer::sign);
    return repository
        .write("a", String.valueOf(parents.length))
        .commit("main", "Change", List.of(parents));
  }

  private Optional<String> ask(SignatureGate gate, ObjectId commit) throws IOException {
    return gate.refusal(repository.git(), commit);
  }

  @Test
  void letsPassWhatASignerSigned() throws IOException {
    assertThat(ask(gate(Extent.HEAD), commit(olivia))).isEmpty();
  }

  @Test
  void refusesWhatNobodySignedOrAStranger() throws IOException {
    assertThat(ask(gate(Extent.HEAD), commit(null))).contains("Its signature is missing.");
    assertThat(ask(gate(Extent.HEAD), commit(stranger)).orElseThrow())
        .contains("which is not among the signers");
  }

  @Test
  void asksOfTheHeadAloneWhateverItBrings() throws IOException {
    ObjectId unsigned = commit(null);

    assertThat(ask(gate(Extent.HEAD), commit(olivia, unsigned))).isEmpty();
  }

  @Test
  void asksOfEachStateOfTheBranchButNotOfWhatWasMerged() throws IOException {
    ObjectId first = commit(olivia);
    ObjectId feature = commit(null, first);
    ObjectId merge = commit(host, first, feature);
    ObjectId unsigned = commit(null, merge);
    ObjectId head = commit(olivia, unsigned);

    assertThat(ask(gate(Extent.FIRST_PARENT), merge)).isEmpty();
    assertThat(ask(gate(Extent.FIRST_PARENT), head).orElseThrow())
        .startsWith("It brings commit " + unsigned.name() + ". Its signature is missing.");
  }

  @Test
  void asksOfEveryCommitSinceTheLastAcceptedOne() throws IOException {
    ObjectId first = commit(olivia);
    SignatureGate gate = gate(Extent.ALL);
    Optional<String> before = ask(gate, first);
    ObjectId feature = commit(null, first);
    ObjectId merge = commit(host, first, feature);

    assertThat(before).isEmpty();
    assertThat(ask(gate, merge).orElseThrow())
        .startsWith("It brings commit " + feature.name() + ". Its signature is missing.");
  }

  @Test
  void refusesAMergeThatNobodySignedAlthoughAllOfItIsSigned() throws IOException {
    ObjectId first = commit(olivia);
    ObjectId merge = commit(null, first, commit(olivia, first));

    for (Extent extent : Extent.values()) {
      assertThat(ask(gate(extent), merge)).contains("Its signature is missing.");
    }
  }

  @Test
  void takesTheHistoryUpToATrustedCommitAsItIs() throws IOException {
    ObjectId old = commit(null, commit(null));
    ObjectId head = commit(olivia, old);

    assertThat(ask(gate(Extent.ALL), head).orElseThrow())
        .contains("start the daemon with weft.signatures.accepted");
    assertThat(ask(gate(Extent.ALL, old), head)).isEmpty();
    assertThat(ask(gate(Extent.ALL, old), old)).isEmpty();
  }

  @Test
  void keepsWhatItAcceptedAcrossRestartsAlthoughTheSignerIsGone() throws IOException {
    ObjectId first = commit(olivia);
    Optional<String> before = ask(gate(Extent.HEAD), first);
    signers(host.line(""));

    assertThat(before).isEmpty();
    assertThat(ask(gate(Extent.HEAD), first)).isEmpty();
    assertThat(ask(gate(Extent.HEAD), commit(olivia, first)).orElseThrow())
        .contains("not among the signers");
  }

  @Test
  void refusesToGoBackToAnOldStateAlthoughItIsSigned() throws IOException {
    ObjectId first = commit(olivia);
    ObjectId second = commit(olivia, first);
    Optional<String> before = ask(gate(Extent.HEAD), second);

    Optional<String> rewound = ask(gate(Extent.HEAD), first);
    Optional<String> agreed = ask(gate(Extent.HEAD, first), first);

    assertThat(before).isEmpty();
    assertThat(rewound.orElseThrow())
        .startsWith("It does not go on from " + second.name())
        .endsWith("weft.signatures.accepted=" + first.name() + ".");
    assertThat(agreed).isEmpty();
  }

  @Test
  void noticesThatSignersHaveChanged() throws IOException {
    ObjectId first = commit(stranger);
    SignatureGate gate = gate(Extent.HEAD);
    Optional<String> before = ask(gate, first);
    signers(stranger.line(""));

    assertThat(before).isPresent();
    assertThat(ask(gate, first)).isEmpty();
  }

  @Test
  void acceptsNothingNewWhileTheFileOfSignersCannotBeUsed() throws IOException {
    ObjectId first = commit(olivia);
    SignatureGate gate = gate(Extent.HEAD);
    Optional<String> before = ask(gate, first);
    signers("nonsense\n");

    assertThat(before).isEmpty();
    assertThat(ask(gate, first)).isEmpty();
    assertThat(ask(gate, commit(olivia, first)).orElseThrow()).contains("signers:1");
    Files.delete(folder.resolve("signers"));
    assertThat(ask(gate, commit(olivia, first)).orElseThrow()).contains("cannot be read");
  }

  @Test
  void refusesCommitsWithTwoSignatures() {
    String raw = Signed.text("ssh-ed25519.commit");
    String header = raw.substring(raw.indexOf("gpgsig "), raw.indexOf("\n\n") + 1);
    byte[] twice = raw.replace(header, header + header).getBytes(StandardCharsets.ISO_8859_1);

    var panel = new SignerFiles.Panel(List.of(Signed.ssh(Signed.text("allowed_signers"))), "");

    assertThat(panel.objection(twice, Signed.NEXT_DAY))
        .isEqualTo("Its signature is not the only one.");
  }

  @Test
  void saysWhoSignedWithoutADaemon() throws IOException {
    ObjectId first = commit(null);
    ObjectId head = commit(olivia, first);
    var out = new ByteArrayOutputStream();
    var verify =
        new Verify(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            Clock.fixed(Signed.NEXT_DAY, ZoneOffset.UTC));
    String place = repository.folder().toString();
    String signers = folder.resolve("signers").toString();

    int whole = verify.run(List.of("--repository", place, "--ssh", signers, "--commits", "all"));
    int alone = verify.run(List.of("--repository", place, "--ssh", signers));
    int wrong = verify.run(List.of("--repository", place));

    assertThat(List.of(whole, alone, wrong)).containsExactly(3, 0, 1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "good  " + head.name().substring(0, 12) + "  olivia@example.org: Change",
            "bad   " + first.name().substring(0, 12) + "  its signature is missing: Change",
            "1 not accepted.",
            "say who may sign");
  }
}
