// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A commit taken apart as Git does it: what was signed, and the signature.
///
/// @param payload the commit without its signature
/// @param signature armored; empty when there is none
record SignedCommit(byte[] payload, String signature) {

  private static final String OURS = "gpgsig";
  private static final String OTHER = "gpgsig-sha256";

  /// @param raw the commit object
  /// @throws IllegalArgumentException when it has more than one signature, so that it would be
  ///   unclear which one counts
  static SignedCommit of(byte[] raw) {
    var payload = new ByteArrayOutputStream(raw.length);
    var signature = new StringBuilder();
    int at = 0;
    int signatures = 0;
    boolean isSigning = false;
    boolean isDropping = false;
    while (at < raw.length && raw[at] != '\n') {
      int end = lineEnd(raw, at);
      if (raw[at] == ' ') {
        // The header goes on.
        if (isSigning) {
          signature.append(text(raw, at + 1, end));
        }
      } else {
        isSigning = isHeader(raw, at, end, OURS);
        isDropping = isSigning || isHeader(raw, at, end, OTHER);
        if (isSigning) {
          signatures++;
          signature.append(text(raw, at + OURS.length() + 1, end));
        }
      }
      if (!isDropping) {
        payload.write(raw, at, end - at);
      }
      at = end;
    }
    if (signatures > 1) {
      throw new IllegalArgumentException("is not the only one");
    }
    payload.write(raw, at, raw.length - at);
    return new SignedCommit(payload.toByteArray(), signature.toString());
  }

  private static boolean isHeader(byte[] raw, int from, int end, String name) {
    int stop = from + name.length();
    return stop < end && raw[stop] == ' ' && text(raw, from, stop).equals(name);
  }

  private static int lineEnd(byte[] raw, int from) {
    int at = from;
    while (at < raw.length && raw[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, raw.length);
  }

  private static String text(byte[] raw, int from, int end) {
    return new String(raw, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
