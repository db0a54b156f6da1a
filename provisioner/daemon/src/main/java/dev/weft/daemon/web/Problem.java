// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.web;

import jakarta.ws.rs.core.Response;

/// A problem as it is sent (RFC 9457).
///
/// @param type always `about:blank`: the status says what kind it is
/// @param title short, the same for all problems of a kind
/// @param status of the answer
/// @param detail what is wrong here, and what to do
public record Problem(String type, String title, int status, String detail) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Response answer(int status, String title, String detail) {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(new Problem("about:blank", title, status, detail))
        .build();
  }
}
