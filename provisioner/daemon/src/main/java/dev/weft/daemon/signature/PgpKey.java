// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// A key of OpenPGP that may sign: the primary key, or a sub-key that the primary key vouches for.
///
/// Nothing that stands beside a key is believed: its lifetime and its uses come from signatures of
/// the primary key that are checked, and a sub-key that signs has to have signed back that it
/// belongs to the primary one. A key that was revoked is not good any more for anything, whenever
/// it signed.
final class PgpKey {

  private static final Duration SKEW = Duration.ofMinutes(5);

  private final PGPPublicKeyRing ring;
  private final PGPPublicKey primary;
  private final PGPPublicKey key;

  private PgpKey(PGPPublicKeyRing ring, PGPPublicKey key) {
    this.ring = ring;
    this.primary = ring.getPublicKey();
    this.key = key;
  }

  /// All keys of a ring.
  static List<PgpKey> of(PGPPublicKeyRing ring) {
    var keys = new ArrayList<PgpKey>();
    ring.getPublicKeys().forEachRemaining(key -> keys.add(new PgpKey(ring, key)));
    return keys;
  }

  long id() {
    return key.getKeyID();
  }

  byte[] fingerprint() {
    return key.getFingerprint();
  }

  PGPPublicKey key() {
    return key;
  }

  /// The first name of the owner, and the primary key's fingerprint.
  String owner() {
    Iterator<String> names = ring.getPublicKey().getUserIDs();
    String name = names.hasNext() ? names.next().replaceAll("\\p{Cntrl}", "?") + " " : "";
    return name + HexFormat.of().withUpperCase().formatHex(primary.getFingerprint());
  }

  /// Why the key may not sign now, to follow "whose key"; empty when it may.
  String objection(Instant now) {
    try {
      if (hasRevocation(primary, PGPSignature.KEY_REVOCATION)) {
        return "was revoked";
      }
      PGPSignature self = latest(selfSignatures()).orElse(null);
      if (self == null) {
        return "is not signed by itself";
      }
      String ended = ended(primary, self, now);
      if (!ended.isEmpty() || key.equals(primary) || key.getKeyID() == primary.getKeyID()) {
        return ended.isEmpty() && !maySign(self) ? "is not meant for signing" : ended;
      }
      return subKeyObjection(now);
    } catch (PGPException e) {
      return "cannot be used (" + e.getMessage() + ")";
    }
  }

  private String subKeyObjection(Instant now) throws PGPException {
    if (hasRevocation(key, PGPSignature.SUBKEY_REVOCATION)) {
      return "was revoked";
    }
    PGPSignature binding = latest(bindings()).orElse(null);
    if (binding == null) {
      return "is not bound to its primary key";
    }
    String ended = ended(key, binding, now);
    if (!ended.isEmpty()) {
      return ended;
    }
    return maySign(binding) && isSignedBack(binding) ? "" : "is not meant for signing";
  }

  /// Whether one is there; it need not be good, since a doubt is enough.
  private static boolean hasRevocation(PGPPublicKey key, int type) {
    return key.getSignaturesOfType(type).hasNext();
  }

  /// What the primary key says of itself, by itself or with one of its names, unless it took that
  /// name back.
  private List<PGPSignature> selfSignatures() throws PGPException {
    var found = new ArrayList<PGPSignature>();
    Iterator<PGPSignature> direct = primary.getSignaturesOfType(PGPSignature.DIRECT_KEY);
    while (direct.hasNext()) {
      PGPSignature signature = direct.next();
      if (isSound(signature) && ready(signature, primary).verifyCertification(primary)) {
        found.add(signature);
      }
    }
    Iterator<byte[]> names = primary.getRawUserIDs();
    while (names.hasNext()) {
      found.addAll(certifications(names.next()));
    }
    return found;
  }

  private List<PGPSignature> certifications(byte[] name) throws PGPException {
    var found = new ArrayList<PGPSignature>();
    Iterator<PGPSignature> signatures = primary.getSignaturesForID(name);
    while (signatures != null && signatures.hasNext()) {
      PGPSignature signature = signatures.next();
      boolean isOurs = signature.getKeyID() == primary.getKeyID();
      if (isOurs && signature.getSignatureType() == PGPSignature.CERTIFICATION_REVOCATION) {
        return List.of();
      }
      if (isOurs
          && signature.isCertification()
          && isSound(signature)
          && ready(signature, primary).verifyCertification(name, primary)) {
        found.add(signature);
      }
    }
    return found;
  }

  private List<PGPSignature> bindings() throws PGPException {
    var found = new ArrayList<PGPSignature>();
    Iterator<PGPSignature> signatures = key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
    while (signatures.hasNext()) {
      PGPSignature signature = signatures.next();
      if (isSound(signature) && ready(signature, primary).verifyCertification(primary, key)) {
        found.add(signature);
      }
    }
    return found;
  }

  private boolean isSignedBack(PGPSignature binding) throws PGPException {
    for (PGPSignatureSubpacketVector packets :
        List.of(binding.getHashedSubPackets(), binding.getUnhashedSubPackets())) {
      for (PGPSignature back : packets.getEmbeddedSignatures()) {
        if (back.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
            && isSound(back)
            && ready(back, key).verifyCertification(primary, key)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Without flags a primary key may do everything, and a sub-key signs only if it is said.
  private boolean maySign(PGPSignature self) {
    PGPSignatureSubpacketVector packets = self.getHashedSubPackets();
    if (!packets.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)) {
      return key.getKeyID() == primary.getKeyID();
    }
    return (packets.getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
  }

  private static String ended(PGPPublicKey key, PGPSignature self, Instant now) {
    Instant made = key.getCreationTime().toInstant();
    if (made.isAfter(now.plus(SKEW))) {
      return "is not good before " + made;
    }
    long seconds = self.getHashedSubPackets().getKeyExpirationTime();
    Instant end = made.plusSeconds(seconds);
    return seconds > 0 && !now.isBefore(end) ? "expired at " + end : "";
  }

  private static Optional<PGPSignature> latest(List<PGPSignature> signatures) {
    return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
  }

  private static PGPSignature ready(PGPSignature signature, PGPPublicKey by) throws PGPException {
    signature.init(new BcPGPContentVerifierBuilderProvider(), by);
    return signature;
  }

  /// Why a signature is worth nothing whoever made it; empty when it may be good.
  static String flaw(PGPSignature signature) {
    return switch (signature.getHashAlgorithm()) {
      case HashAlgorithmTags.SHA256,
          HashAlgorithmTags.SHA384,
          HashAlgorithmTags.SHA512,
          HashAlgorithmTags.SHA3_256,
          HashAlgorithmTags.SHA3_512 ->
          signature.getVersion() < 4 ? "is of an old format" : "";
      default -> "was made with a hash that can be forged, or is not known";
    };
  }

  private static boolean isSound(PGPSignature signature) {
    return flaw(signature).isEmpty();
  }

  /// Why a signature of this key does not hold now, to follow "it"; empty when it does.
  static String datesObjection(PGPSignature signature, PGPPublicKey key, Instant now) {
    PGPSignatureSubpacketVector packets = signature.getHashedSubPackets();
    if (packets == null || packets.getSignatureCreationTime() == null) {
      return "does not say when it was made";
    }
    Instant made = packets.getSignatureCreationTime().toInstant();
    if (made.isAfter(now.plus(SKEW))) {
      return "is of the future, of " + made;
    }
    if (made.isBefore(key.getCreationTime().toInstant())) {
      return "is older than its key";
    }
    long seconds = packets.getSignatureExpirationTime();
    Instant end = made.plusSeconds(seconds);
    return seconds > 0 && !now.isBefore(end) ? "expired at " + end : "";
  }

  /// As `gpg` shows an id.
  static String id(long id) {
    return HexFormat.of().withUpperCase().toHexDigits(id);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
