// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import dev.weft.provisioner.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends one request and tells apart the ways in which no answer comes.
final class Wire implements AutoCloseable {

  /// No schema and no page of a listing is as long as this.
  private static final int LONGEST_BODY = 16 << 20;

  // Not sendAsync: its results come through the JVM's common pool, so that calls made from a task
  // in that pool wait for themselves where it has one thread.
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("registry-http-", 0).factory());

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /// @param call what was asked of which server, for messages
  /// @param timeout until the whole body is there
  HttpResponse<byte[]> send(HttpRequest request, String call, Duration timeout) {
    Future<HttpResponse<byte[]>> answer =
        senders.submit(() ->
            client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY)));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RegistryException(
          Kind.AMBIGUOUS, call + ": no answer within " + timeout.toMillis() + " ms.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Kind.AMBIGUOUS, call + ": interrupted.", e);
    } catch (ExecutionException e) {
      throw failure(call, e.getCause() == null ? e : e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static RegistryException failure(String call, Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
      return new RegistryException(
          Kind.NOT_DONE,
          call + ": no connection. Check that it runs and that the address is right.",
          cause);
    }
    if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("capacity")) {
      return new RegistryException(
          Kind.GARBLED,
          call + ": the answer is longer than " + (LONGEST_BODY >> 20) + " MiB.",
          cause);
    }
    return new RegistryException(
        Kind.AMBIGUOUS, call + ": the connection broke (" + cause.getMessage() + ").", cause);
  }

  @Override
  public void close() {
    senders.shutdownNow();
    client.shutdownNow();
    client.close();
    senders.close();
  }
}
