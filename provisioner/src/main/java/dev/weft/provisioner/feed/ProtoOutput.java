// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Protobuf's wire format.
final class ProtoOutput {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int DELIMITED = 2;
  static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoOutput tag(int field, int wireType) {
    return varint((long) field << 3 | wireType);
  }

  ProtoOutput varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  ProtoOutput fixed32(int value) {
    return raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  ProtoOutput fixed64(long value) {
    return raw(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  ProtoOutput delimited(byte[] bytes) {
    return varint(bytes.length).raw(bytes);
  }

  ProtoOutput delimited(String text) {
    return delimited(text.getBytes(StandardCharsets.UTF_8));
  }

  ProtoOutput raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
