// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends with an error when more is read than allowed, whatever the sender said about its length.
final class LimitedInput extends FilterInputStream {

  private final long most;
  private long left;

  LimitedInput(InputStream in, long most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    return read < 0 ? read : count(1) == 1 ? read : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    return read < 0 ? read : count(read);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private int count(int read) throws IOException {
    left -= read;
    if (left < 0) {
      throw new IOException("the request has more than " + most + " bytes");
    }
    return read;
  }
}
