// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.time.Instant;

/// Those who may sign, in one of the ways in which commits are signed.
interface Signers {

  /// Whether a signature is of this way.
  boolean understands(String signature);

  /// Judges a signature.
  ///
  /// @param payload what was signed
  /// @param signature armored
  /// @param now when keys have to be good: the moment of judging, since whoever signs can write any
  ///   other time
  Judgement judge(byte[] payload, String signature, Instant now);
}
