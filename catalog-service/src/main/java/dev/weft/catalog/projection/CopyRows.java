// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows of one table in the binary format of `COPY`, which the database takes in without parsing.
/// The columns of a row are added in the order in which the table's columns were named.
final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int END = -1;
  private static final int TYPE_TEXT = 25;
  private static final long EPOCH_SECONDS = 946_684_800;

  private final String sql;
  private final int columns;
  private byte[] bytes = new byte[1 << 16];
  private int size;

  CopyRows(String table, String... columns) {
    this.sql =
        "copy %s (%s) from stdin (format binary)".formatted(table, String.join(", ", columns));
    this.columns = columns.length;
    clear();
  }

  /// Begins a row.
  CopyRows row() {
    putShort(columns);
    return this;
  }

  CopyRows text(@Nullable String value) {
    if (value == null) {
      putInt(-1);
      return this;
    }
    // The one character that JSON may have and the database may not.
    return bytes(value.replace("\0", "").getBytes(StandardCharsets.UTF_8));
  }

  CopyRows bytes(byte[] value) {
    putInt(value.length);
    put(value);
    return this;
  }

  CopyRows integer(int value) {
    putInt(Integer.BYTES);
    putInt(value);
    return this;
  }

  CopyRows bigint(long value) {
    putInt(Long.BYTES);
    putLong(value);
    return this;
  }

  CopyRows timestamp(Instant value) {
    return bigint((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1_000);
  }

  /// An array of texts.
  CopyRows texts(Collection<String> values) {
    int begin = beginValue();
    putInt(values.isEmpty() ? 0 : 1);
    putInt(0);
    putInt(TYPE_TEXT);
    if (!values.isEmpty()) {
      putInt(values.size());
      putInt(1);
      values.forEach(this::text);
    }
    endValue(begin);
    return this;
  }

  /// A `tsvector`.
  CopyRows vector(SearchVector vector) {
    int begin = beginValue();
    putInt(vector.size());
    vector.forEach((lexeme, places) -> {
      put(lexeme.getBytes(StandardCharsets.UTF_8));
      put(0);
      putShort(places.length);
      for (short place : places) {
        putShort(place);
      }
    });
    endValue(begin);
    return this;
  }

  /// Writes the rows into the table of that name that is first in the connection's search path.
  void send(Connection connection) throws SQLException {
    if (size == SIGNATURE.length) {
      return;
    }
    putShort(END);
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      copy.writeToCopy(bytes, 0, size);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
      clear();
    }
  }

  /// Sends several.
  static void sendAll(Connection connection, List<CopyRows> tables) throws SQLException {
    for (CopyRows table : tables) {
      table.send(connection);
    }
  }

  private void clear() {
    size = 0;
    put(SIGNATURE);
  }

  private int beginValue() {
    putInt(0);
    return size;
  }

  private void endValue(int begin) {
    int end = size;
    size = begin - Integer.BYTES;
    putInt(end - begin);
    size = end;
  }

  private void put(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void put(int one) {
    reserve(1);
    bytes[size++] = (byte) one;
  }

  private void putShort(int value) {
    reserve(Short.BYTES);
    SHORT.set(bytes, size, (short) value);
    size += Short.BYTES;
  }

  private void putInt(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  private void putLong(long value) {
    putInt((int) (value >> 32));
    putInt((int) value);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
