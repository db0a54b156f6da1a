// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import static dev.weft.daemon.signature.Signed.NEXT_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PgpSignersTest {

  @Test
  void acceptsWhatAPrimaryKeySigned() {
    assertThat(judge("primary", "pgp-primary")).startsWith("good: primary <primary@example.org> ");
  }

  @Test
  void acceptsWhatASubKeySignedInTheNameOfItsOwner() {
    assertThat(judge("sub", "pgp-sub")).startsWith("good: sub <sub@example.org> ");
  }

  @Test
  void findsTheKeyAmongSeveralBlocks() {
    Signers signers = Signed.openPgp("primary", "expiring", "sub");

    assertThat(Signed.judge(signers, Signed.commit("pgp-sub"), NEXT_DAY)).startsWith("good: sub");
  }

  @Test
  void refusesCommitsThatWereAlteredSince() {
    assertThat(
            Signed.judge(
                Signed.openPgp("primary"), Signed.altered(Signed.commit("pgp-primary")), NEXT_DAY))
        .isEqualTo("is not of this commit");
  }

  @Test
  void refusesKeysThatAreNotListed() {
    assertThat(judge("primary", "pgp-sub")).endsWith("which is not among the signers");
  }

  @Test
  void refusesKeysThatHaveExpired() {
    Signers signers = Signed.openPgp("expiring");
    byte[] commit = Signed.commit("pgp-expiring");

    assertThat(Signed.judge(signers, commit, NEXT_DAY)).startsWith("good");
    assertThat(Signed.judge(signers, commit, Instant.parse("2027-01-02T00:00:00Z")))
        .contains("whose key expired at 2027-01-01T");
  }

  @Test
  void refusesKeysThatWereRevokedAlthoughTheySignedBefore() {
    assertThat(judge("expiring-revoked", "pgp-expiring")).endsWith("whose key was revoked");
    assertThat(judge("sub-revoked", "pgp-sub")).endsWith("whose key was revoked");
  }

  @Test
  void refusesHashesThatCanBeForged() {
    assertThat(judge("weak", "pgp-sha1"))
        .isEqualTo("was made with a hash that can be forged, or is not known");
  }

  @Test
  void refusesSignaturesOfTheFuture() {
    assertThat(
            Signed.judge(
                Signed.openPgp("primary"),
                Signed.commit("pgp-primary"),
                Instant.parse("2026-02-01T08:00:00Z")))
        .startsWith("is of the future");
  }

  @Test
  void saysWhatAFileOfKeysHasToBe() {
    assertThatThrownBy(() -> PgpSigners.parse("keys.asc", "nothing"))
        .isInstanceOf(SignersException.class)
        .hasMessageContaining("keys.asc has no public keys")
        .hasMessageContaining("gpg --armor --export");
    assertThatThrownBy(() ->
            PgpSigners.parse(
                "keys.asc",
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----"))
        .hasMessageContaining("a block that is no public key");
  }

  @Test
  void endsOnGarbageWithASentence() {
    String broken =
        "-----BEGIN PGP SIGNATURE-----\n\nwsBzBAABCAAdFiEE\n-----END PGP SIGNATURE-----\n";

    assertThat(Signed.said(Signed.openPgp("primary").judge(new byte[0], broken, NEXT_DAY)))
        .matches("(cannot be read|is broken): .*");
  }

  private static String judge(String key, String commit) {
    return Signed.judge(Signed.openPgp(key), Signed.commit(commit), NEXT_DAY);
  }
}
