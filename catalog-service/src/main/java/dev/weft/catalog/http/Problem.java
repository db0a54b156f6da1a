// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What went wrong with a request, after RFC 9457.
///
/// @param type a URI reference that names the kind of problem; equal to `urn:weft:problem:{code}`
/// @param title the kind of problem in a few words
/// @param status the HTTP status
/// @param detail what is wrong with this request, and what to do
/// @param instance the path that was asked for
/// @param code stable name for machines
/// @param hint what to do
/// @param errors what is wrong with single fields of the request
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    String code,
    @Nullable String hint,
    @Nullable List<FieldProblem> errors) {

  /// The media type of problems.
  public static final String MEDIA_TYPE = "application/problem+json";

  /// What is wrong with a field of the request.
  ///
  /// @param field its path
  /// @param message what is wrong, and what to do
  @Schema(name = "FieldProblem")
  public record FieldProblem(String field, String message) {}
}
