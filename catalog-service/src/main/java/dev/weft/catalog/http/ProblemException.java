// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.http;

import dev.weft.catalog.http.Problem.FieldProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends a request with a [Problem].
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String title;
  private @Nullable String hint;
  private transient List<FieldProblem> errors = List.of();

  /// @param status the HTTP status
  /// @param code stable name for machines, in `kebab-case`
  /// @param title the kind of problem in a few words
  /// @param detail what is wrong, where, and what to do
  public ProblemException(int status, String code, String title, String detail) {
    this(status, code, title, detail, null);
  }

  /// The same with what has led to it, for the log.
  public ProblemException(
      int status, String code, String title, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.status = status;
    this.code = code;
    this.title = title;
  }

  /// What was asked for does not exist.
  public static ProblemException notFound(String detail) {
    return new ProblemException(Status.NOT_FOUND.getStatusCode(), "not-found", "Not found", detail);
  }

  /// What was asked for has existed.
  public static ProblemException gone(String detail) {
    return new ProblemException(Status.GONE.getStatusCode(), "gone", "Gone", detail);
  }

  /// The request cannot be understood.
  public static ProblemException badRequest(String detail) {
    return new ProblemException(
        Status.BAD_REQUEST.getStatusCode(), "bad-request", "Bad request", detail);
  }

  /// Nobody has said who they are.
  public static ProblemException unauthorized() {
    return new ProblemException(
        Status.UNAUTHORIZED.getStatusCode(),
        "not-signed-in",
        "Not signed in",
        "Sign in to see this. Programs send a bearer token of the realm.");
  }

  /// The caller is known and may not.
  public static ProblemException forbidden(String detail) {
    return new ProblemException(Status.FORBIDDEN.getStatusCode(), "forbidden", "Refused", detail);
  }

  /// What the request was about has changed meanwhile, or is not in the state for it.
  public static ProblemException conflict(String detail) {
    return new ProblemException(Status.CONFLICT.getStatusCode(), "conflict", "Conflict", detail);
  }

  /// Something that is needed does not answer at present.
  public static ProblemException unavailable(String detail, @Nullable Throwable cause) {
    return new ProblemException(
        Status.SERVICE_UNAVAILABLE.getStatusCode(),
        "unavailable",
        "Not available at present",
        detail,
        cause);
  }

  /// This, saying what to do.
  public ProblemException withHint(String text) {
    hint = text;
    return this;
  }

  /// This, saying which fields are wrong.
  public ProblemException withErrors(List<FieldProblem> all) {
    errors = List.copyOf(all);
    return this;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// As the answer to a request for a path.
  public Problem problem(String path) {
    return new Problem(
        "urn:weft:problem:" + code,
        title,
        status,
        String.valueOf(getMessage()),
        path,
        code,
        hint,
        errors.isEmpty() ? null : errors);
  }
}
