// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Pages of the web UI have addresses that only the browser knows: each of them is answered with
/// the one page there is.
@ApplicationScoped
class ClientRoutes {

  private static final int AFTER_HEADERS = 90;
  private static final String PAGE = "/index.html";
  private static final List<String> OURS = List.of("/api", "/git", "/auth", "/q");

  void register(@Observes Filters filters) {
    filters.register(ClientRoutes::route, AFTER_HEADERS);
  }

  private static void route(RoutingContext context) {
    String accept = String.valueOf(context.request().getHeader("Accept"));
    boolean isPage =
        HttpMethod.GET.equals(context.request().method())
            && accept.contains("text/html")
            && isClientRoute(String.valueOf(context.normalizedPath()));
    if (isPage) {
      context.reroute(PAGE);
    } else {
      context.next();
    }
  }

  /// Whether a path is neither a file nor answered by the service.
  static boolean isClientRoute(String path) {
    boolean isFile = path.lastIndexOf('.') > path.lastIndexOf('/');
    return !path.equals("/")
        && !isFile
        && OURS.stream().noneMatch(own -> path.equals(own) || path.startsWith(own + "/"));
  }
}
