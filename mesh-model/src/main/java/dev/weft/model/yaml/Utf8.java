// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Strict decoding of UTF-8.
public final class Utf8 {

  private Utf8() {}

  /// A text, or the place of the first byte that is not UTF-8.
  public sealed interface Decoded {
    /// The text, without a byte order mark.
    record Text(String text) implements Decoded {}

    /// The first bad byte.
    ///
    /// @param line 1-based line
    /// @param column 1-based column
    /// @param offset 0-based offset of the byte
    record Broken(int line, int column, int offset) implements Decoded {}
  }

  /// Decodes the bytes of a file.
  public static Decoded decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (!result.isError()) {
      String text = out.toString();
      return new Decoded.Text(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }
    int line = 1;
    int column = 1;
    for (int i = 0; i < out.length(); i++) {
      if (out.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Decoded.Broken(line, column, in.position());
  }
}
