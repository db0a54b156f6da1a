// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.IssuerFingerprint;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPRuntimeOperationException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// Those who may sign with a key of OpenPGP.
final class PgpSigners implements Signers {

  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN PGP PUBLIC KEY BLOCK-----.*?-----END PGP PUBLIC KEY BLOCK-----",
          Pattern.DOTALL);

  /// What a signature may insist on being understood.
  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          SignatureSubpacketTags.CREATION_TIME,
          SignatureSubpacketTags.EXPIRE_TIME,
          SignatureSubpacketTags.ISSUER_KEY_ID,
          SignatureSubpacketTags.ISSUER_FINGERPRINT,
          SignatureSubpacketTags.SIGNER_USER_ID);

  private final List<PgpKey> keys;

  private PgpSigners(List<PgpKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /// The keys of a file: one armored block or several, as `gpg --armor --export` writes them.
  ///
  /// @param file what it is called, for messages
  /// @throws SignersException when it cannot be used
  static PgpSigners parse(String file, String text) {
    var keys = new ArrayList<PgpKey>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      try (InputStream in =
          new ArmoredInputStream(new ByteArrayInputStream(PgpKey.ascii(block.group())))) {
        for (PGPPublicKeyRing ring : new BcPGPPublicKeyRingCollection(in)) {
          keys.addAll(PgpKey.of(ring));
        }
      } catch (IOException | PGPException | RuntimeException e) {
        throw new SignersException(
            "%s has a block that is no public key (%s). Write it with `gpg --armor --export`; import a revocation certificate into the key first."
                .formatted(file, e.getMessage()),
            e);
      }
    }
    if (keys.isEmpty()) {
      throw new SignersException(
          "%s has no public keys. Write them with `gpg --armor --export`.".formatted(file));
    }
    return new PgpSigners(keys);
  }

  @Override
  public boolean understands(String signature) {
    return signature.startsWith(SIGNATURE);
  }

  @Override
  public Judgement judge(byte[] payload, String signature, Instant now) {
    try {
      return judge(payload, only(signature), now);
    } catch (IOException | PGPException | PGPRuntimeOperationException e) {
      return new Judgement.Bad("cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      // What the library throws for packets that no program writes.
      return new Judgement.Bad("is broken: " + e.getMessage());
    }
  }

  private static PGPSignature only(String armored) throws IOException {
    try (InputStream in = new ArmoredInputStream(new ByteArrayInputStream(PgpKey.ascii(armored)))) {
      var objects = new BcPGPObjectFactory(in);
      if (objects.nextObject() instanceof PGPSignatureList list
          && list.size() == 1
          && objects.nextObject() == null) {
        return list.get(0);
      }
    }
    throw new IllegalArgumentException("it is not exactly one signature");
  }

  private Judgement judge(byte[] payload, PGPSignature signature, Instant now) throws PGPException {
    if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
      return new Judgement.Bad("is not one of a document");
    }
    String flaw = PgpKey.flaw(signature);
    if (!flaw.isEmpty()) {
      return new Judgement.Bad(flaw);
    }
    if (Arrays.stream(signature.getHashedSubPackets().getCriticalTags())
        .anyMatch(tag -> !UNDERSTOOD.contains(tag))) {
      return new Judgement.Bad("insists on something that is not known here");
    }
    Judgement worst =
        new Judgement.Bad(
            "is of the OpenPGP key %s, which is not among the signers"
                .formatted(PgpKey.id(signature.getKeyID())));
    for (PgpKey key : keys) {
      if (isIssuer(key, signature)) {
        Judgement judgement = judge(payload, signature, key, now);
        if (judgement instanceof Judgement.Good) {
          return judgement;
        }
        worst = judgement;
      }
    }
    return worst;
  }

  private static boolean isIssuer(PgpKey key, PGPSignature signature) {
    IssuerFingerprint issuer = signature.getHashedSubPackets().getIssuerFingerprint();
    return issuer == null
        ? signature.getKeyID() == key.id()
        : Arrays.equals(issuer.getFingerprint(), key.fingerprint());
  }

  private static Judgement judge(byte[] payload, PGPSignature signature, PgpKey key, Instant now)
      throws PGPException {
    signature.init(new BcPGPContentVerifierBuilderProvider(), key.key());
    signature.update(payload);
    if (!signature.verify()) {
      return new Judgement.Bad("is not of this commit");
    }
    String dates = PgpKey.datesObjection(signature, key.key(), now);
    if (!dates.isEmpty()) {
      return new Judgement.Bad(dates);
    }
    String objection = key.objection(now);
    return objection.isEmpty()
        ? new Judgement.Good(key.owner())
        : new Judgement.Bad("is of `%s`, whose key %s".formatted(key.owner(), objection));
  }
}
