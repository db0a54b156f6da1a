// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.registry.RegistryException.Kind;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls the registry: token, repetitions, and answers told apart by what they mean.
final class RegistryHttp implements AutoCloseable {

  private final String root;
  private final Wire wire = new Wire();
  private final AccessTokens tokens;
  private final RetryPolicy retries;

  RegistryHttp(RegistryAccess access, RetryPolicy retries, Clock clock) {
    this.root = access.api();
    this.tokens = new AccessTokens(access, wire, clock);
    this.retries = retries;
  }

  /// A call.
  ///
  /// @param path below the API's root, with its query, encoded
  /// @param body null for none
  /// @param subject what it is about, for messages, such as `rule of reviews/a-value`
  record Call(String method, String path, @Nullable JsonNode body, String subject) {

    static Call get(String path, String subject) {
      return new Call("GET", path, null, subject);
    }
  }

  RetryPolicy retries() {
    return retries;
  }

  /// Repeats until it succeeds, fails for good, or the time is over. For reads, and for writes that
  /// may be done twice.
  byte[] repeat(Call call) {
    RetryPolicy.Attempts attempts = retries.start();
    while (true) {
      try {
        return once(call);
      } catch (RegistryException e) {
        if (!e.isTransient() || !isWorthAnother(attempts, e)) {
          throw e;
        }
      }
    }
  }

  /// Reads JSON, repeating as needed.
  JsonNode json(Call call) {
    byte[] body = repeat(call);
    try {
      return Json.read(body);
    } catch (JsonProcessingException e) {
      throw new RegistryException(
          Kind.GARBLED,
          said(call) + ": the answer is not JSON. Is the address that of the registry?",
          e);
    }
  }

  /// One attempt; a second one only with a fresh token.
  byte[] once(Call call) {
    Optional<String> authorization = tokens.authorization();
    HttpResponse<byte[]> answer = exchange(call, authorization);
    if (answer.statusCode() == 401 && authorization.isPresent()) {
      tokens.reject(authorization.get());
      answer = exchange(call, tokens.authorization());
    }
    if (answer.statusCode() / 100 == 2) {
      if (isHtml(answer)) {
        throw new RegistryException(
            Kind.GARBLED,
            said(call) + ": the answer is a web page. Is the address that of the registry?",
            (Problem) null);
      }
      return answer.body();
    }
    throw refusal(call, answer);
  }

  /// Waits before another attempt.
  ///
  /// @return whether there is time for one
  boolean isWorthAnother(RetryPolicy.Attempts attempts, RegistryException last) {
    try {
      return attempts.isWorthAnother(
          last.getCause() instanceof RetryAfter after ? after.pause : Duration.ZERO,
          last.getCause() instanceof ConnectException
              || last.getCause() instanceof HttpConnectTimeoutException);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpResponse<byte[]> exchange(Call call, Optional<String> authorization) {
    var request = HttpRequest.newBuilder(URI.create(root + call.path()));
    authorization.ifPresent(value -> request.header("Authorization", value));
    JsonNode body = call.body();
    if (body == null) {
      request.method(call.method(), BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(call.method(), BodyPublishers.ofByteArray(Json.write(body)));
    }
    Duration timeout = call.method().equals("GET") ? retries.read() : retries.write();
    return wire.send(request.build(), said(call), timeout);
  }

  private RegistryException refusal(Call call, HttpResponse<byte[]> answer) {
    Problem problem = Problem.parse(answer.body()).orElse(null);
    int status = answer.statusCode();
    String message =
        said(call)
            + ": status "
            + status
            + (problem == null ? "" : ", " + problem.words())
            + "."
            + hint(status, problem);
    if (status == 429 || status == 503) {
      Kind kind = status == 429 ? Kind.NOT_DONE : Kind.AMBIGUOUS;
      return new RegistryException(kind, message, new RetryAfter(pause(answer)));
    }
    return new RegistryException(kind(status, problem), message, problem);
  }

  private static Kind kind(int status, @Nullable Problem problem) {
    if (status == 401 || status == 403) {
      return status == 401 ? Kind.DENIED : Kind.FORBIDDEN;
    }
    if (status >= 500) {
      // With its own words the registry has undone its transaction; a gateway knows nothing.
      return problem == null ? Kind.AMBIGUOUS : Kind.NOT_DONE;
    }
    if (problem == null) {
      return Kind.GARBLED;
    }
    if (status == 404) {
      return problem.isAbsence() ? Kind.ABSENT : Kind.GARBLED;
    }
    return status == 409 ? Kind.EXISTS : Kind.REFUSED;
  }

  private static String hint(int status, @Nullable Problem problem) {
    return switch (status) {
      case 401 -> " Check the client's secret, and that registry and tokens name the same realm.";
      case 403 -> " Give the client the registry's role `sr-developer` (to read: `sr-readonly`).";
      case 404 -> problem != null && problem.isAbsence() ? "" : " Is the registry's address right?";
      default -> "";
    };
  }

  private static boolean isHtml(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("content-type").orElse("").startsWith("text/html");
  }

  private static Duration pause(HttpResponse<byte[]> answer) {
    String seconds = answer.headers().firstValue("retry-after").orElse("0");
    return seconds.matches("[0-9]{1,4}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }

  private String said(Call call) {
    return "Registry " + root + ": " + call.method() + " " + call.subject();
  }

  @Override
  public void close() {
    wire.close();
  }

  /// Carries what the server asked for to where the waiting is done.
  private static final class RetryAfter extends Exception {

    private final Duration pause;

    RetryAfter(Duration pause) {
      super("retry after " + pause);
      this.pause = pause;
    }
  }
}
