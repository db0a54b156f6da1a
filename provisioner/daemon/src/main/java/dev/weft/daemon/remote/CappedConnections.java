// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/// Connections that together receive no more than so many bytes: a pack must not fill the disk.
final class CappedConnections implements HttpConnectionFactory {

  private final long most;
  private long received;

  CappedConnections(long most) {
    this.most = most;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return new Capped(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return new Capped(url, proxy);
  }

  private void count(long bytes) throws IOException {
    received += Math.max(0, bytes);
    if (received > most) {
      throw new IOException(
          "it sends more than %,d bytes; raise weft.remote.most-bytes if that is right"
              .formatted(most));
    }
  }

  private final class Capped extends JDKHttpConnection {

    private Capped(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          int next = super.read();
          count(next < 0 ? 0 : 1);
          return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int read = super.read(bytes, offset, length);
          count(read);
          return read;
        }
      };
    }
  }
}
