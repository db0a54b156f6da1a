// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// What browsers are told about every answer: nothing of others is loaded, nobody frames us, and
/// what is cached and for how long.
@ApplicationScoped
class SecurityHeaders {

  private static final int EARLY = 100;
  private static final String CACHE_CONTROL = "Cache-Control";
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " frame-ancestors 'none'";

  void register(@Observes Filters filters) {
    filters.register(SecurityHeaders::add, EARLY);
  }

  private static void add(RoutingContext context) {
    String path = String.valueOf(context.normalizedPath());
    context.addHeadersEndHandler(_ -> {
      MultiMap headers = context.response().headers();
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "same-origin");
      headers.set("X-Frame-Options", "DENY");
      headers.set("Content-Security-Policy", POLICY);
      if (path.startsWith("/assets/") && context.response().getStatusCode() < 300) {
        headers.set(CACHE_CONTROL, "public, max-age=31536000, immutable");
      } else if (path.startsWith("/api/") && !headers.contains(CACHE_CONTROL)) {
        headers.set(CACHE_CONTROL, "private, no-cache");
      } else if (String.valueOf(headers.get("Content-Type")).startsWith("text/html")) {
        headers.set(CACHE_CONTROL, "no-cache");
      }
    });
    context.next();
  }
}
