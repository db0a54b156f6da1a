// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Speaks JSON to a place for secrets. Follows no redirect, so that a secret goes to no other host,
/// and quotes no body in a message.
final class SinkHttp implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final int LONGEST_BODY = 4 << 20;

  private final URI url;
  private final HttpClient client;

  /// @param authorities certificates of those who vouch for the server; null for those of Java
  SinkHttp(URI url, @Nullable Path authorities) {
    this.url = url;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    if (authorities != null) {
      builder.sslContext(trusting(authorities));
    }
    this.client = builder.build();
  }

  /// An answer, whatever its status.
  ///
  /// @param body missing when there was none, or none in JSON
  record Answer(int status, JsonNode body) {
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /// @param path with its query, encoded
  /// @param type of the body
  /// @throws SinkException when there was no answer
  Answer send(
      String method, String path, Map<String, String> headers, @Nullable JsonNode body, String type)
      throws SinkException {
    var request = HttpRequest.newBuilder(URI.create(base() + path)).timeout(ANSWER);
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", type);
      request.method(method, BodyPublishers.ofString(body.toString()));
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(
              request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
      return new Answer(answer.statusCode(), parsed(answer.body()));
    } catch (IOException e) {
      throw new SinkException(
          true,
          "%s does not answer (%s). Check that it runs and that its address is right."
              .formatted(url, e.getClass().getSimpleName()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SinkException(true, url + ": interrupted.", e);
    }
  }

  private String base() {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return body.length == 0
          ? MissingNode.getInstance()
          : JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException _) {
      // A proxy's page; the status says enough.
      return MissingNode.getInstance();
    }
  }

  private static SSLContext trusting(Path authorities) {
    try (InputStream in = Files.newInputStream(authorities)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The certificates in %s cannot be used (%s). Name a file in PEM."
              .formatted(authorities, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
