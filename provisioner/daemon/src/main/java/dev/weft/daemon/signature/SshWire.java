// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The encoding of SSH (RFC 4251, section 5): lengths of four bytes, each before its content.
final class SshWire {

  private final ByteBuffer bytes;

  /// @param bytes to be read
  SshWire(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /// @throws IllegalArgumentException when the bytes end before, as for all that read
  int number() {
    try {
      return bytes.getInt();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("it ends too early", e);
    }
  }

  byte[] raw(int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("it ends too early");
    }
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }

  byte[] string() {
    return raw(number());
  }

  String text() {
    return new String(string(), StandardCharsets.UTF_8);
  }

  /// A whole number that may not be negative.
  BigInteger natural() {
    var number = new BigInteger(string());
    if (number.signum() < 0) {
      throw new IllegalArgumentException("it has a negative number");
    }
    return number;
  }

  void requireEnd() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException("it goes on after its end");
    }
  }

  static byte[] string(byte[] content) {
    return ByteBuffer.allocate(4 + content.length).putInt(content.length).put(content).array();
  }

  static byte[] string(String content) {
    return string(content.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    Arrays.asList(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
