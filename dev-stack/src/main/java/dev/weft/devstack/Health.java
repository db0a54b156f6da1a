// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// What a service answered to a real request.
sealed interface Health {

  /// What was asked was answered.
  record Healthy() implements Health {}

  /// It was not.
  record Unhealthy(String reason) implements Health {}

  /// Nobody could ask, because another service does not do its part; says nothing about this one.
  record Blocked(Service by, String reason) implements Health {}

  /// Asks, and takes every exception for a no.
  static Health of(Request request) {
    try {
      request.send();
      return new Healthy();
    } catch (BlockedException e) {
      return new Blocked(e.by, String.valueOf(e.getMessage()));
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new Unhealthy(reason(e));
    }
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  /// A request that throws if it fails.
  interface Request {
    void send() throws Exception;
  }

  /// Thrown by a request that could not be sent for another service's sake.
  final class BlockedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Service by;

    BlockedException(Service by, Throwable cause) {
      super(by + " does not answer: " + reason(cause), cause);
      this.by = by;
    }
  }
}
