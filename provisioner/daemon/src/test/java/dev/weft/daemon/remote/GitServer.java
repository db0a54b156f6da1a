// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.git.BareRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/// Serves one bare repository over HTTP, as Git's protocol wants it, to be fetched from.
public final class GitServer implements AutoCloseable {

  private static final String ADVERTISED = "application/x-git-upload-pack-advertisement";
  private static final String PACK = "application/x-git-upload-pack-result";

  private final Path repository;
  private final HttpServer server;
  private final String password;
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile boolean isAway;

  /// @param password that `weft` has to log in with; empty for none
  public GitServer(Path repository, String password) throws IOException {
    this.repository = repository;
    this.password = password;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/mesh.git", this::answer);
    server.createContext("/moved.git", this::redirect);
    server.start();
  }

  /// The repository's address.
  public URI url() {
    return url("mesh.git");
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path));
  }

  /// Whether every request fails.
  void setAway(boolean away) {
    isAway = away;
  }

  /// How often somebody began to fetch.
  int fetches() {
    return fetches.get();
  }

  private void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", url() + "/info/refs?service=git-upload-pack");
    send(exchange, 302, "text/plain", new byte[0]);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String wanted =
        Base64.getEncoder().encodeToString(("weft:" + password).getBytes(StandardCharsets.UTF_8));
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (isAway) {
      send(exchange, 503, "text/plain", "away".getBytes(StandardCharsets.UTF_8));
    } else if (!password.isEmpty() && !("Basic " + wanted).equals(given)) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"mesh\"");
      send(exchange, 401, "text/plain", new byte[0]);
    } else if (exchange.getRequestURI().getPath().endsWith("/info/refs")) {
      fetches.incrementAndGet();
      send(exchange, 200, ADVERTISED, advertise());
    } else {
      send(exchange, 200, PACK, pack(exchange));
    }
  }

  private byte[] advertise() throws IOException {
    var out = new ByteArrayOutputStream();
    try (Repository git = BareRepository.open(repository);
        UploadPack pack = new UploadPack(git)) {
      pack.setBiDirectionalPipe(false);
      var lines = new PacketLineOut(out);
      lines.writeString("# service=git-upload-pack\n");
      lines.end();
      pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    }
    return out.toByteArray();
  }

  private byte[] pack(HttpExchange exchange) throws IOException {
    var out = new ByteArrayOutputStream();
    boolean isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (Repository git = BareRepository.open(repository);
        UploadPack pack = new UploadPack(git);
        InputStream body =
            isZipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      pack.setBiDirectionalPipe(false);
      pack.upload(body, out, null);
    }
    return out.toByteArray();
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
