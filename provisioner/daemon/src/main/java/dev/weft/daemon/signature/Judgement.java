// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

/// What a signature is worth.
sealed interface Judgement {

  /// One of those who may sign has signed.
  ///
  /// @param signer who, as the file of signers calls them
  record Good(String signer) implements Judgement {}

  /// Nobody who may sign has signed it.
  ///
  /// @param why what is wrong with the signature, to follow "its signature" or a colon
  record Bad(String why) implements Judgement {}
}
